// Big print (关怀版): set before the first paint so that the page does not jump.
(() => {
  "use strict";
  try {
    if (localStorage.getItem("display") === "large") {
      document.documentElement.dataset.display = "large";
    }
  } catch {
    // Storage may be blocked; the page then keeps its normal size.
  }
})();
