// @ts-check
// A term of the glossary shows what it means below the paragraph, and hides it again.
(function () {
  "use strict";
  const words = JSON.parse(document.body.dataset.words || "{}");
  let count = 0;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.tn-term"))) {
    const note = document.createElement("p");
    note.className = "tn-term__note";
    note.id = `tn-term-${++count}`;
    note.hidden = true;
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = words.glossary;
    note.append(link.dataset.note || "", " ", more);
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", note.id);
    const block = /** @type {HTMLElement} */ (link.closest("p, li, td, dd, blockquote") || link);
    if (block.matches("li, td, dd, blockquote")) block.append(note);
    else block.after(note);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      note.hidden = !note.hidden;
      link.setAttribute("aria-expanded", String(!note.hidden));
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
})();
