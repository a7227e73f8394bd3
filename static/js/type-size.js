// Large type (125 %) is a choice of this browser. Runs before the first paint.
"use strict";

(function () {
  let large = false;
  try {
    large = window.localStorage.getItem("type-size") === "large";
  } catch (refused) {
    // Storage may be forbidden; then every page starts with ordinary type.
  }
  document.documentElement.classList.toggle("large-type", large);
  document.documentElement.classList.add("has-script");
})();
