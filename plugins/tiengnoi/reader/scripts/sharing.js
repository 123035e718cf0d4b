// @ts-check
// What one does with a page, at thumb's reach: lead the session, take the PDF, share it; and a link to each section.
(function () {
  "use strict";
  const words = JSON.parse(document.body.dataset.words || "{}");
  const article = document.querySelector(".md-content__inner");
  if (!article) return;

  const isShared = location.protocol !== "file:"; // an address on this disk helps nobody
  const status = document.createElement("p");
  status.className = "tn-told";
  status.setAttribute("role", "status");
  document.body.append(status);

  /** @param {string} text */
  function tell(text) {
    status.textContent = text;
    setTimeout(() => (status.textContent = ""), 4000);
  }

  /** The address that others can open: the page's own on the web, where it is known.
   * @param {string} [id] */
  function address(id) {
    const canonical = document.querySelector("link[rel=canonical]");
    const page = canonical instanceof HTMLLinkElement ? canonical.href : location.href.split("#")[0];
    return id ? `${page}#${id}` : page;
  }

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // No clipboard on file:// or on an old phone: a field that is selected does it.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    tell(words.copied);
  }

  /** @param {string} text @param {string} name @param {() => void} onClick */
  function button(text, name, onClick) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = name;
    made.addEventListener("click", onClick);
    return made;
  }

  for (const heading of isShared ? article.querySelectorAll("h2[id], h3[id]") : []) {
    const link = button("", "tn-section-link", () => copy(address(heading.id)));
    link.setAttribute("aria-label", words.copyLink);
    heading.append(" ", link);
  }

  const bar = document.createElement("div");
  bar.className = "tn-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.actions);
  const run = document.querySelector("button.tn-run-start");
  if (run instanceof HTMLElement) bar.append(button(run.textContent || "", "", () => run.click()));
  const pdf = article.querySelector("a[download][href$='.pdf'], .tn-downloads a[href$='.pdf']");
  if (pdf) {
    const link = /** @type {HTMLAnchorElement} */ (pdf.cloneNode(false));
    link.className = "";
    link.textContent = words.pdf;
    bar.append(link);
  }
  const exit = article.querySelector("a.tn-exit__link");
  if (exit && matchMedia("(max-width: 59.984375em)").matches) bar.prepend(exit);
  async function share() {
    if (!navigator.share) return copy(address());
    try {
      await navigator.share({ title: document.title, url: address() });
    } catch {
      // the reader changed her mind
    }
  }
  if (isShared) bar.append(button(words.share, "", share));
  if (bar.children.length) {
    document.documentElement.classList.add("tn-barred");
    document.body.append(bar);
  }
})();
