// The big screen: the clock, numbers that count up where they have changed, full screen, and what to do offline.
"use strict";

(function () {
  const TIME = 1400; // ms
  const WEEKDAYS = "日一二三四五六";
  const GONE = 404;
  const LOST = [401, 403, GONE];
  const clock = document.querySelector("[data-clock]");
  const lost = document.querySelector("[data-lost]");
  const fills = document.querySelector("[data-fills]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const shown = {};

  function two(number) {
    return String(number).padStart(2, "0");
  }

  // The office's clock as of the page's making, read as if it were UTC: a screen may stand in another time zone.
  const began = Date.now();
  const officeTime = Date.parse(clock.getAttribute("datetime") + "Z");

  function tick() {
    const now = new Date(officeTime + Date.now() - began);
    clock.textContent =
      now.getUTCFullYear() + "年" + (now.getUTCMonth() + 1) + "月" + now.getUTCDate() + "日 " +
      "星期" + WEEKDAYS[now.getUTCDay()] + " " +
      two(now.getUTCHours()) + ":" + two(now.getUTCMinutes()) + ":" + two(now.getUTCSeconds());
  }

  // ── Counting up ────────────────────────────────────────────────────────────────────────────────────────────────────

  function valueOf(words) {
    const value = Number(words.replace(/,/g, "").replace("−", "-"));
    return Number.isFinite(value) ? value : null;
  }

  function written(value, decimals) {
    return value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  }

  function run(place, from, words) {
    const to = valueOf(words);
    const decimals = (words.split(".")[1] || "").length;
    let began = null;
    function step(now) {
      began = began === null ? now : began;
      const part = Math.min(1, (now - began) / TIME);
      if (part >= 1) {
        // The portal's own words stand in the end.
        place.textContent = words;
        return;
      }
      place.textContent = written(from + (to - from) * (1 - Math.pow(1 - part, 3)), decimals);
      window.requestAnimationFrame(step);
    }
    window.requestAnimationFrame(step);
  }

  function count() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-counts-up]"), function (place) {
      const key = place.dataset.countsUp;
      const words = place.textContent.trim();
      const from = key in shown ? valueOf(shown[key]) : 0;
      const changed = shown[key] !== words;
      shown[key] = words;
      if (changed && from !== null && valueOf(words) !== null && !still.matches) {
        run(place, from, words);
      }
    });
  }

  // ── Offline, and revoked ───────────────────────────────────────────────────────────────────────────────────────────

  function lose(event) {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (LOST.indexOf(status) >= 0) {
      // Revoked, or logged out: show that page instead of numbers that grow old.
      window.location.reload();
      return;
    }
    lost.hidden = false;
  }

  function led(event) {
    // A redirect to the login page is no drawing.
    const answer = event.detail.xhr.responseText || "";
    if (answer.indexOf("screen-cards") < 0 && event.detail.xhr.status < 400) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  }

  if (clock) {
    tick();
    window.setInterval(tick, 1000);
    count();
    document.body.addEventListener("htmx:beforeSwap", led);
    document.body.addEventListener("htmx:afterSwap", function () {
      lost.hidden = true;
      count();
    });
    ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
      document.body.addEventListener(name, lose);
    });
  }

  if (fills && document.documentElement.requestFullscreen) {
    fills.hidden = false;
    fills.addEventListener("click", function () {
      if (document.fullscreenElement) {
        document.exitFullscreen();
      } else {
        document.documentElement.requestFullscreen();
      }
    });
  }
})();
