// @ts-check
// A table that is wider than the screen can be reached and moved with the keyboard, and says what it is.
(function () {
  "use strict";
  const names = new Map();
  const tables = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tn-scroll"));
  const headings = [...document.querySelectorAll("article h1, article h2, article h3")];

  for (const table of tables) {
    if (table.scrollWidth <= table.clientWidth) continue;
    const before = headings.filter((one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
    const heading = before.pop();
    const name = heading ? (heading.textContent || "").trim() : "";
    const count = (names.get(name) || 0) + 1;
    names.set(name, count);
    table.tabIndex = 0;
    table.setAttribute("role", "region");
    table.setAttribute("aria-label", count > 1 ? `${name} (${count})` : name);
  }
})();
