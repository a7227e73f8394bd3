// <button data-print>: the browser's own printing. Without script such buttons do not show, and the browser's menu prints.
"use strict";

document.addEventListener("click", function (event) {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});
