// Small conveniences on top of pages that work without scripts.
(() => {
  "use strict";

  const root = document.documentElement;
  const store = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        // Blocked storage: the choice holds for this page only.
      }
    },
  };

  // Big print.
  for (const button of document.querySelectorAll("[data-display-toggle]")) {
    const show = () => {
      const large = root.dataset.display === "large";
      button.setAttribute("aria-pressed", String(large));
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const large = root.dataset.display !== "large";
      if (large) {
        root.dataset.display = "large";
      } else {
        delete root.dataset.display;
      }
      store.set("display", large ? "large" : "normal");
      show();
    });
    show();
  }

  // Menus that fold on a narrow screen. Without scripts they stand open.
  for (const toggle of document.querySelectorAll("[data-menu]")) {
    const menu = document.getElementById(toggle.getAttribute("aria-controls"));
    const open = (isOpen) => {
      toggle.setAttribute("aria-expanded", String(isOpen));
      menu.classList.toggle("is-folded", !isOpen);
    };
    toggle.hidden = false;
    toggle.addEventListener("click", () => open(toggle.getAttribute("aria-expanded") !== "true"));
    open(false);
  }

  // A group of the side menu stays as its reader left it, over pages.
  for (const group of document.querySelectorAll("[data-fold]")) {
    const name = `fold-${group.dataset.fold}`;
    const left = store.get(name);
    if (left && !group.querySelector("[aria-current]")) group.open = left === "open";
    group.querySelector("summary").addEventListener("click", () => {
      store.set(name, group.open ? "closed" : "open"); // as it will be after the click
    });
  }

  // The account panel closes on Escape and on a click elsewhere.
  const account = document.querySelector(".account");
  document.addEventListener("click", (event) => {
    if (account?.open && !account.contains(event.target)) account.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && account?.open) {
      account.open = false;
      account.querySelector("summary").focus();
    }
  });

  // Copy a code.
  const unhideCopies = () => {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  };
  if (navigator.clipboard) {
    unhideCopies();
    document.addEventListener("htmx:load", unhideCopies);
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-copy]");
      if (!button) return;
      await navigator.clipboard.writeText(button.dataset.copy);
      button.classList.add("is-copied");
      setTimeout(() => button.classList.remove("is-copied"), 1500);
    });
  }

  // A form that came back with errors starts at their summary.
  document.querySelector("[data-focus]")?.focus();

  // Keys: "/" to the search box, "?" for the list of keys; both can be turned off.
  const dialog = document.getElementById("keys");
  const switchBox = document.querySelector("[data-keys-on]");
  if (dialog && switchBox) {
    switchBox.checked = store.get("keys") !== "off";
    switchBox.addEventListener("change", () => store.set("keys", switchBox.checked ? "on" : "off"));
    for (const button of document.querySelectorAll("[data-keys]")) {
      button.hidden = false;
      button.addEventListener("click", () => dialog.showModal());
    }
  }
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (switchBox && !switchBox.checked) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?" && dialog && !dialog.open) {
      dialog.showModal();
    }
  });
})();
