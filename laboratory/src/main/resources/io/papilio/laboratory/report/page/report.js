
"use strict";
(() => {
  // The page's numbers, charts of them that uPlot draws, and the buttons that zoom all of them together.
  let runs = [];
  let plots = [];
  // The shown range of steps per group of charts: those of training, and those of single iterates; null shows all.
  const zoom = {training: null, window: null};

  const number = (value, digits) =>
    value == null ? "–" : Math.abs(value) >= 1e-4 || value === 0 ? value.toPrecision(digits) : value.toExponential(digits - 1);
  const steps = value => value.toLocaleString("en-US");

  function decode(text, type) {
    return new type(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
  }

  function finite(array) {
    return Array.from(array, value => Number.isFinite(value) ? value : null);
  }

  function read() {
    return JSON.parse(document.getElementById("data").textContent).runs.map(run => ({
      ...run,
      steps: Array.from(decode(run.steps, Float64Array)),
      series: run.series.map(one => ({
        name: one.name,
        reward: finite(decode(one.reward, Float64Array)),
        loss: finite(decode(one.loss, Float64Array)),
        episodeSteps: decode(one.episodeSteps, Float32Array),
        episodes: decode(one.episodes, Float32Array),
      })),
    }));
  }

  /** A color that the style sheet defines, for the scheme in use. */
  function color(style) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.className = style;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }

  const palette = () => ({
    series: [...Array(8).keys()].map(i => color("s" + i)),
    text: color("axis-text"), grid: color("axis-grid"), expert: color("axis-expert"),
  });

  /** The range of values and anchors without the outermost 2% on each side, where these would squeeze the others. */
  function bulk(values, anchors) {
    const sorted = values.filter(v => v != null && Number.isFinite(v)).sort((a, b) => a - b);
    const range = list => [Math.min(...anchors, list[0] ?? 0), Math.max(...anchors, list[list.length - 1] ?? 1)];
    const cut = Math.floor(sorted.length / 50);
    const all = range(sorted);
    const inner = range(sorted.slice(cut, sorted.length - cut));
    return all[1] - all[0] > 4 * (inner[1] - inner[0]) ? inner : all;
  }

  function padded([low, high]) {
    const margin = 0.04 * (high - low || 1);
    return [low < 0 ? low - margin : low, high + margin];
  }

  function axis(colors, label, format) {
    return {
      label, labelSize: 20, labelGap: 2, labelFont: "13px system-ui, sans-serif", font: "12px system-ui, sans-serif",
      stroke: colors.text, grid: {stroke: colors.grid, width: 1}, ticks: {stroke: colors.grid, width: 1},
      values: (plot, ticks) => ticks.map(tick => tick == null ? "" : format(tick)),
    };
  }

  /** The width that the labels of a y axis need. */
  const labelWidth = (plot, labels) => 18 + 7 * Math.max(4, ...(labels || []).map(label => label.length));

  const shortSteps = value =>
    value >= 1e6 ? +(value / 1e6).toPrecision(6) + "M" : value >= 1e3 ? +(value / 1e3).toPrecision(6) + "k" : String(+value.toPrecision(6));
  const shortNumber = value => String(+value.toPrecision(4));

  /** Episodes as translucent dots under the curves, spread a little around their step. */
  function dots(run, colors) {
    return plot => {
      const {ctx} = plot;
      const {min, max} = plot.scales.x;
      const size = 2 * devicePixelRatio;
      const spread = Math.min(8 * devicePixelRatio, 0.4 * plot.bbox.width / Math.max(1, run.steps.filter(s => s >= min && s <= max).length));
      const box = plot.bbox;
      ctx.save();
      ctx.beginPath();
      ctx.rect(box.left, box.top, box.width, box.height);
      ctx.clip();
      run.series.forEach((one, i) => {
        if (!plot.series[i + 1].show) return;
        ctx.fillStyle = colors.series[i % 8];
        ctx.globalAlpha = spread > 3 ? 0.35 : 0.18;
        for (let k = 0; k < one.episodes.length; k++) {
          const step = one.episodeSteps[k];
          if (step < min || step > max) continue;
          const golden = (k * 0.6180339887498949) % 1;
          const lane = 2 * (i + golden) / run.series.length - 1;
          const x = plot.valToPos(step, "x", true) + spread * lane;
          ctx.fillRect(x - size / 2, plot.valToPos(one.episodes[k], "y", true) - size / 2, size, size);
        }
      });
      ctx.restore();
    };
  }

  function curves(element, run, colors, quantity) {
    const reward = quantity === "reward";
    const name = !reward ? "cloning error" : run.costs ? "cost (expert = 1)" : "reward (expert = 1)";
    const values = run.series.flatMap(one => one[quantity]);
    const shown = values.filter(v => v != null);
    const ratio = shown.length && Math.min(...shown) > 0 && Math.max(...shown) >= 8 * Math.min(...shown);
    const logarithmic = ratio && (!reward || run.costs);
    const fixed = padded(bulk(values.concat(run.series.flatMap(one => Array.from(one.episodes))), [0, 1]));
    const series = run.series.map((one, i) => ({
      label: one.name, stroke: colors.series[i % 8], width: i === 0 ? 1.3 : 2.2,
      points: {size: 5, fill: colors.series[i % 8]}, value: (plot, v) => number(v, 3),
    }));
    const expert = {label: "expert", stroke: colors.expert, dash: [6, 4], width: 1.5, points: {show: false}, value: () => "1"};
    const last = run.steps[run.steps.length - 1];
    const first = run.steps.length > 1 ? run.steps[0] : 0;
    return plot(element, {
      scales: {
        x: {time: false, range: () => zoom[run.group] || [first, Math.max(last, first + 1)]},
        y: {
          distr: logarithmic ? 3 : 1,
          ...(reward && !logarithmic ? {range: () => fixed} : {}),
        },
      },
      axes: [
        {...axis(colors, reward ? undefined : "gradient steps", shortSteps), size: 28},
        {...axis(colors, name, shortNumber), size: labelWidth},
      ],
      series: [{label: "step", value: (u, v) => v == null ? "–" : steps(v)}, ...series, ...(reward ? [expert] : [])],
      cursor: {sync: {key: run.group, setSeries: true}, focus: {prox: 24}, drag: {setScale: false}},
      hooks: {
        drawAxes: reward ? [dots(run, colors)] : [],
        setSelect: [u => u.select.width > 4 && zoomTo(run.group, u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"))],
      },
    }, [run.steps, ...run.series.map(one => one[quantity]), ...(reward ? [run.steps.map(() => 1)] : [])]);
  }

  /** All evaluations of all runs by their cloning error; one column per average. */
  function scatter(element, colors) {
    const names = [...new Set(runs.flatMap(run => run.series.map(one => one.name)))];
    const points = runs.flatMap(run => run.series.flatMap(one => one.loss.map((loss, k) =>
      ({loss, reward: one.reward[k], step: run.steps[k], name: one.name, run: run.label}))))
      .filter(point => point.loss != null && point.reward != null)
      .sort((a, b) => a.loss - b.loss);
    const columns = names.map(name => points.map(point => point.name === name ? point.reward : null));
    const where = k => (runs.length > 1 ? points[k].run + ", " : "") + "step " + steps(points[k].step);
    const star = plot => {
      const {ctx} = plot;
      ctx.save();
      ctx.fillStyle = color("star");
      ctx.font = 22 * devicePixelRatio + "px system-ui, sans-serif";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText("★", plot.valToPos(0, "x", true), plot.valToPos(1, "y", true));
      ctx.restore();
    };
    return plot(element, {
      scales: {
        x: {time: false, range: (u, min, max) => min === points[0]?.loss && max === points[points.length - 1]?.loss
          ? padded(bulk(points.map(p => p.loss), [0])) : [min, max]},
        y: {range: (u, min, max) => padded(bulk(points.map(p => p.reward), [0, 1]))},
      },
      axes: [
        {...axis(colors, "cloning error", shortNumber), size: 28},
        {...axis(colors, runs[0].costs ? "cost (expert = 1)" : "reward (expert = 1)", shortNumber), size: labelWidth},
      ],
      series: [
        {label: "cloning error", value: (u, v) => number(v, 3)},
        ...names.map((name, i) => ({
          label: name, stroke: colors.series[i % 8], paths: () => null,
          points: {show: true, size: 6, width: 0, fill: colors.series[i % 8].replace("rgb", "rgba").replace(")", ", 0.55)")},
          value: (u, v, s, k) => v == null ? "–" : number(v, 3) + " at " + where(k),
        })),
      ],
      hooks: {draw: [star]},
    }, [points.map(point => point.loss), ...columns]);
  }

  function plot(element, options, columns) {
    const height = () => parseInt(getComputedStyle(element).getPropertyValue("--height"), 10);
    const size = () => ({width: Math.max(200, element.clientWidth), height: height()});
    const made = new uPlot({...size(), ...options}, columns, element);
    new ResizeObserver(() => made.setSize(size())).observe(element);
    return made;
  }

  function bounds(group) {
    const shown = runs.filter(run => run.group === group);
    return [Math.min(...shown.map(run => run.steps[0])), Math.max(...shown.map(run => run.steps[run.steps.length - 1]))];
  }

  /** Shows a range of steps in all charts of a group; none shows all. */
  function zoomTo(group, from, to) {
    const [low, high] = bounds(group);
    const width = Math.max(2, Math.min(high - low, to - from));
    const start = Math.max(low, Math.min(high - width, from));
    zoom[group] = from == null || width >= high - low ? null : [start, start + width];
    plots.filter(one => one.group === group).forEach(one => {
      one.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
      const [min, max] = zoom[group] || [one.data[0][0], one.data[0][one.data[0].length - 1]];
      one.setScale("x", {min, max});
    });
  }

  const zoomed = group => zoom[group] || bounds(group);
  function scaled(group, factor, center) {
    const [from, to] = zoomed(group);
    const middle = center ?? (from + to) / 2;
    zoomTo(group, middle - (middle - from) * factor, middle + (to - middle) * factor);
  }
  function moved(group, fraction) {
    const [from, to] = zoomed(group);
    zoomTo(group, from + fraction * (to - from), to + fraction * (to - from));
  }
  const buttons = {
    in: group => scaled(group, 0.5), out: group => scaled(group, 2),
    left: group => moved(group, -0.5), right: group => moved(group, 0.5), all: group => zoomTo(group),
  };

  /** Two fingers zoom and move, one finger shows values, a double click shows all, ctrl and the wheel zoom. */
  function gestures(one) {
    const fingers = new Map();
    const value = event => one.posToVal(event.clientX - one.over.getBoundingClientRect().left, "x");
    one.over.addEventListener("dblclick", () => zoomTo(one.group));
    one.over.addEventListener("wheel", event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      scaled(one.group, event.deltaY > 0 ? 1.25 : 0.8, value(event));
    }, {passive: false});
    one.over.addEventListener("pointerdown", event => event.pointerType === "touch" && fingers.set(event.pointerId, event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      one.over.addEventListener(end, event => fingers.delete(event.pointerId));
    }
    one.over.addEventListener("pointermove", event => {
      if (!fingers.has(event.pointerId)) return;
      const before = [...fingers.values()].map(value);
      fingers.set(event.pointerId, event);
      const after = [...fingers.values()].map(value);
      if (fingers.size === 1) {
        one.setCursor({left: one.valToPos(after[0], "x"), top: 0});
      } else if (Math.abs(after[1] - after[0]) > 0) {
        const factor = Math.abs((before[1] - before[0]) / (after[1] - after[0]));
        const [low, high] = zoomed(one.group);
        const from = before[0] - (after[0] - low) * factor;
        zoomTo(one.group, from, from + (high - low) * factor);
      }
    });
  }

  function draw() {
    runs = read();
    document.querySelectorAll(".chart").forEach(element => element.replaceChildren());
    const colors = palette();
    plots = [...document.querySelectorAll("figure.run")].flatMap((figure, i) =>
      [...figure.querySelectorAll(".chart")].map(element =>
        Object.assign(curves(element, runs[i], colors, element.classList.contains("reward") ? "reward" : "loss"), {group: runs[i].group})));
    plots.forEach(gestures);
    scatter(document.querySelector(".chart.scatter"), colors);
    document.querySelectorAll("[data-zoom]").forEach(button => 
      button.onclick = () => buttons[button.dataset.zoom](button.parentElement.dataset.group));
    const [film] = JSON.parse(document.getElementById("data").textContent).butterflies;
    if (film && !document.querySelector(".player").dataset.begun) {
      document.querySelector(".player").dataset.begun = "yes";
      playButterfly(film);
    }
    // For tests, and for whoever opens the console.
    window.papilio = {runs, plots, zoomTo};
  }

  /** Loads the page again; what has changed is drawn with the zoom in use. */
  async function refresh() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = page.getElementById("data").textContent;
      if (fresh !== document.getElementById("data").textContent) {
        const open = [...document.querySelectorAll("details")].map(one => one.open);
        document.querySelector("main").replaceWith(page.querySelector("main"));
        document.querySelectorAll("details").forEach((one, i) => one.open = open[i] ?? false);
        draw();
      }
      document.body.classList.remove("stopped");
    } catch (error) {
      document.body.classList.add("stopped");
    }
    setTimeout(refresh, 2000);
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  if (document.body.classList.contains("live")) setTimeout(refresh, 2000);
})();
