// The frame of a page: the switch for large type, the menu on a phone, panels that open.
"use strict";

(function () {
  const root = document.documentElement;

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // ── Large type: see type-size.js for what happens before the first paint ──────────────────────────────────────────

  function showTypeSize() {
    const large = root.classList.contains("large-type");
    each("[data-type-size]", function (button) {
      button.setAttribute("aria-pressed", String(large));
    });
  }

  function switchTypeSize() {
    const large = root.classList.toggle("large-type");
    try {
      window.localStorage.setItem("type-size", large ? "large" : "ordinary");
    } catch (refused) {
      // Storage may be forbidden; the choice then lasts for this page.
    }
    showTypeSize();
    each("[data-shows-current]", showCurrent);
  }

  // ── Strips that scroll sideways begin where the current entry is seen ──────────────────────────────────────────────

  function showCurrent(strip) {
    const current = strip.querySelector("[aria-current]");
    if (current) {
      strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
    }
  }

  // ── A table wider than its place can be scrolled by keyboard too ───────────────────────────────────────────────────

  function letKeysScroll(place) {
    if (place.scrollWidth > place.clientWidth) {
      place.tabIndex = 0;
    }
  }

  // ── Panels made of <details> close when one looks elsewhere ────────────────────────────────────────────────────────

  function closePanels(leaves, focuses) {
    each("details[data-closes][open]", function (panel) {
      if (leaves(panel)) {
        panel.open = false;
        if (focuses) {
          panel.querySelector("summary").focus();
        }
      }
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-type-size]")) {
      switchTypeSize();
    }
    closePanels(function (panel) {
      return !panel.contains(event.target);
    }, false);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      closePanels(function () {
        return true;
      }, true);
    }
  });
  showTypeSize();
  each("[data-shows-current]", showCurrent);
  each(".table-scroll", letKeysScroll);
})();
