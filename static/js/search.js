// The search: a person's number never leaves the page in an address; "/" leads to the box.
"use strict";

(function () {
  const MARKS = /[\s()/\-\u2010-\u2015\u2212+.·]+/g;

  // As the server judges (reports/searching.py), which asks again.
  function looksLikeNumber(text) {
    const plain = text.normalize("NFKC").trim();
    if (/^20[0-9]{2}[-\u2010-\u2015\u2212 ]?[0-9]{1,5}$/.test(plain)) {
      return false;
    }
    const digits = plain.replace(MARKS, "");
    return /^[0-9*]{7,}[xX]?$/.test(digits) || /[0-9]{11,}/.test(digits);
  }

  document.addEventListener("submit", function (event) {
    const instead = event.target.dataset.keepsNumbers;
    if (instead && looksLikeNumber(event.target.elements.q.value)) {
      event.preventDefault();
      window.location.assign(instead);
    }
  });

  document.addEventListener("keydown", function (event) {
    const busy = event.target.closest("input, textarea, select, [contenteditable], dialog");
    const box = document.querySelector(".search-form input, .bar-search input");
    if (event.key === "/" && !busy && box && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
