// @ts-check
// The quick exit takes the place of this page in the tab, so that “back” does not return to it.
(function () {
  "use strict";
  for (const link of document.querySelectorAll("a.tn-exit__link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.documentElement.hidden = true;
      location.replace(/** @type {HTMLAnchorElement} */ (link).href);
    });
  }
})();
