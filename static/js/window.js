// The window by keyboard: one key per step, one submission per form.
(() => {
  "use strict";

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const keysAreOn = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };

  // Ctrl+Enter sends the form from any field; a single key presses the button that shows it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = document.querySelector("form[data-fast]");
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button.btn-primary"));
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    document.querySelector(`[data-hotkey="${CSS.escape(wanted)}"]`)?.click();
  });

  // A second click while the first is on its way sends nothing; the server refuses doubles too.
  // Fast fingers send before the letter of the item or kind just chosen is there: wait for it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    const letterIsComing = form.querySelector(".htmx-request") !== null;
    if (form.dataset.sent || letterIsComing) event.preventDefault();
    if (letterIsComing) {
      const { submitter } = event;
      const send = () => form.requestSubmit(submitter);
      document.addEventListener("htmx:afterSettle", send, { once: true });
      return;
    }
    form.dataset.sent = "yes";
  });
  // The page may come back from the browser's memory.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });

  // The fields are answered anew when item or kind changes: stay on the field one is in, and keep
  // what was typed while the answer was on its way.
  let asked = new Map();
  let typed = [];
  let focused = "";
  const answers = () =>
    new Map([...document.querySelectorAll("#letter-fields [name]")].map((x) => [x.name, x.value]));
  document.addEventListener("htmx:beforeRequest", () => {
    asked = answers();
  });
  document.addEventListener("htmx:beforeSwap", () => {
    typed = [...answers()].filter(([name, value]) => asked.get(name) !== value);
    focused = document.activeElement?.id ?? "";
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [name, value] of typed) {
      const field = document.querySelector(`#letter-fields [name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
    if (focused) document.getElementById(focused)?.focus();
  });
})();
