// @ts-check
// Marks the heading that is being read in the list of headings.
(function () {
  "use strict";
  const links = new Map();
  for (const link of document.querySelectorAll(".tn-nav--secondary a")) {
    const heading = document.getElementById(decodeURIComponent(link.getAttribute("href") || "").slice(1));
    if (heading) links.set(heading, link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;
  const headings = [...links.keys()];

  function mark() {
    let current = null;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) current = heading;
    }
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of headings) observer.observe(heading);
})();
