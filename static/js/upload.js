/* Upload: chosen or dropped files go at once, a few at a time, each with the folder it lay in. Without this the form
   sends them in one go. */
(function () {
  "use strict";
  var form = document.querySelector("[data-upload]");
  if (!form || !window.fetch || !window.FormData) { return; }
  var zone = form.querySelector("[data-drop]");
  var told = form.querySelector("[data-sending]");
  var AT_ONCE = 3;
  var TRIES = 3;

  form.addEventListener("change", function (event) {
    if (event.target.type !== "file" || !event.target.files.length) { return; }
    send(Array.prototype.map.call(event.target.files, function (file) {
      return { file: file, folder: above(file.webkitRelativePath || "") };
    }));
  });
  ["dragenter", "dragover"].forEach(function (name) {
    zone.addEventListener(name, function (event) { event.preventDefault(); zone.classList.add("is-over"); });
  });
  ["dragleave", "drop"].forEach(function (name) {
    zone.addEventListener(name, function () { zone.classList.remove("is-over"); });
  });
  zone.addEventListener("drop", function (event) {
    event.preventDefault();
    gather(event.dataTransfer).then(function (found) { if (found.length) { send(found); } });
  });

  function above(path) {
    var at = path.lastIndexOf("/");
    return at > 0 ? path.slice(0, at) : "";
  }

  function key() {
    if (window.crypto && crypto.randomUUID) { return crypto.randomUUID(); }
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  /* Sends all files, a few at a time, as one batch; the table below shows what the server has. */
  function send(found) {
    var batch = key();
    var fields = new FormData(form);
    fields.delete("files");
    fields.delete("text");
    var next = 0;
    var done = 0;
    var lost = [];
    zone.classList.add("is-busy");
    tell("正在上传 0 / " + found.length);

    function one() {
      if (next >= found.length) { return Promise.resolve(); }
      var item = found[next];
      next += 1;
      return attempt(item, 1).then(function () {
        done += 1;
        tell("正在上传 " + done + " / " + found.length);
        watch(batch);
        return one();
      });
    }

    function attempt(item, number) {
      var body = new FormData();
      fields.forEach(function (value, name) { body.append(name, value); });
      body.append("batch", batch);
      body.append("folder", item.folder);
      body.append("files", item.file, item.file.name);
      return fetch(form.getAttribute("action"), {
        method: "POST", body: body, credentials: "same-origin", headers: { Accept: "application/json" }
      }).then(function (answer) {
        if (answer.status === 400) { return answer.json().then(function (said) { throw new Stop(said.message); }); }
        if (!answer.ok) { throw new Error(String(answer.status)); }
      }).catch(function (error) {
        if (error instanceof Stop) { throw error; }
        if (number < TRIES) { return pause(number * 1000).then(function () { return attempt(item, number + 1); }); }
        lost.push(item.file.name);
      });
    }

    var lanes = [];
    for (var lane = 0; lane < AT_ONCE; lane += 1) { lanes.push(one()); }
    Promise.all(lanes).then(function () {
      if (!lost.length) {
        window.location.assign(form.getAttribute("action") + "?batch=" + batch);
        return;
      }
      zone.classList.remove("is-busy");
      tell("没有传上去，请重新选这几个文件：" + lost.join("、"), true);
      watch(batch);
    }).catch(function (stop) {
      next = found.length;
      zone.classList.remove("is-busy");
      tell(stop.message, true);
    });
  }

  function Stop(message) { this.message = message; }
  function pause(time) { return new Promise(function (resolve) { window.setTimeout(resolve, time); }); }

  function tell(words, warns) {
    told.hidden = false;
    told.textContent = words;
    told.classList.toggle("is-warn", Boolean(warns));
  }

  /* The table asks for itself as long as something is unfinished; here it is asked for when it had nothing to ask. */
  var asked = false;
  function watch(batch) {
    var table = document.getElementById("runs");
    if (asked || !window.htmx || !table || (table.hasAttribute("hx-trigger") && table.getAttribute("data-batch") === batch)) {
      return;
    }
    asked = true;
    window.htmx.ajax("GET", form.getAttribute("action") + "?batch=" + batch, { target: "#runs", swap: "outerHTML" })
      .then(function () {
        asked = false;
        var fresh = document.getElementById("runs");
        if (fresh) { fresh.setAttribute("data-batch", batch); }
      });
  }

  /* A dropped folder gives its files, whatever their depth. */
  function gather(transfer) {
    var entries = Array.prototype.map.call(transfer.items || [], function (item) {
      return item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
    }).filter(Boolean);
    if (!entries.length) {
      return Promise.resolve(Array.prototype.map.call(transfer.files, function (file) { return { file: file, folder: "" }; }));
    }
    return Promise.all(entries.map(walk)).then(flat);
  }
  function flat(lists) { return [].concat.apply([], lists); }
  function walk(entry) {
    if (entry.isFile) {
      return new Promise(function (resolve) {
        entry.file(function (file) {
          resolve([{ file: file, folder: above(entry.fullPath.replace(/^\//, "")) }]);
        }, function () { resolve([]); });
      });
    }
    var reader = entry.createReader();
    var found = [];
    return new Promise(function (resolve) {
      (function more() {
        reader.readEntries(function (some) {
          if (!some.length) { Promise.all(found.map(walk)).then(function (lists) { resolve(flat(lists)); }); return; }
          found = found.concat(Array.prototype.slice.call(some));
          more();
        }, function () { resolve([]); });
      })();
    });
  }
})();
