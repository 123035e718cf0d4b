// @ts-check
// Lets the reader choose between the full session and its 45-minute variant.
(function () {
  "use strict";
  const session = document.querySelector(".tn-session--variants");
  const choice = session && session.querySelector(".tn-variants");
  if (!(session instanceof HTMLElement) || !(choice instanceof HTMLElement)) return;
  const buttons = Array.from(choice.querySelectorAll("button"));

  /** @param {string} variant `full` or `short` */
  function show(variant) {
    session.classList.toggle("is-full", variant === "full");
    session.classList.toggle("is-short", variant === "short");
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.variant === variant));
    }
  }

  for (const button of buttons) {
    button.addEventListener("click", () => show(button.dataset.variant || "full"));
  }
  choice.hidden = false;
  show("full");
})();
