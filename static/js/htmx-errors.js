// What htmx fetched may fail: say so in words.
"use strict";

(function () {
  const SENTENCES = {
    403: "没有完成：您没有权限，或者页面停留过久已过期。请刷新页面后再试。",
    404: "没有完成：这条记录已不存在，或者不在您可以查看的范围内。",
  };
  const OTHERWISE = "没有完成：系统出错了，数据没有改动。请稍后再试，仍然不行请联系管理员。";
  const UNREACHABLE = "没有完成：连不上服务器。请检查网络后再试。";

  function say(sentence) {
    const place = document.getElementById("messages");
    const notice = document.createElement("div");
    notice.className = "notice notice-danger";
    notice.textContent = sentence;
    place.replaceChildren(notice);
    place.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:responseError", function (event) {
    say(SENTENCES[event.detail.xhr.status] || OTHERWISE);
  });
  document.addEventListener("htmx:sendError", function () {
    say(UNREACHABLE);
  });
})();
