// A file may be dropped anywhere on .drop-zone; the field inside it is what gets sent.
"use strict";

(function () {
  function zoneOf(event) {
    return event.target.closest ? event.target.closest(".drop-zone") : null;
  }

  function holdsFiles(event) {
    return event.dataTransfer && Array.prototype.includes.call(event.dataTransfer.types, "Files");
  }

  function mark(zone) {
    Array.prototype.forEach.call(document.querySelectorAll(".drop-zone"), function (each) {
      each.classList.toggle("is-over", each === zone);
    });
  }

  function drop(zone, files) {
    const field = zone.querySelector('input[type="file"]');
    if (!field || !files.length) {
      return;
    }
    const taken = new DataTransfer();
    Array.prototype.slice.call(files, 0, field.multiple ? files.length : 1).forEach(function (file) {
      taken.items.add(file);
    });
    field.files = taken.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  if (!document.querySelector(".drop-zone")) {
    return;
  }
  // A file dropped beside the zone would otherwise replace the page.
  window.addEventListener("dragover", function (event) {
    if (holdsFiles(event)) {
      event.preventDefault();
      mark(zoneOf(event));
    }
  });
  window.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) {
      mark(null);
    }
  });
  window.addEventListener("drop", function (event) {
    if (holdsFiles(event)) {
      event.preventDefault();
      mark(null);
      const zone = zoneOf(event);
      if (zone) {
        drop(zone, event.dataTransfer.files);
      }
    }
  });
})();
