
"use strict";
(() => {
  // The page's numbers, charts of them that uPlot draws, and the buttons that zoom all of them together.
  let runs = [];
  let plots = [];
  // The shown range of steps per group of charts, such as those of training and those of single iterates; none shows all.
  const zoom = {};

  const content = () => JSON.parse(document.getElementById("data").textContent);

  function read(data) {
    return data.runs.map(run => ({
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

  function readCharts(data) {
    return data.charts.map(chart => ({
      ...chart,
      steps: Array.from(decode(chart.steps, Float64Array)),
      lines: chart.lines.map(line => ({
        ...line,
        values: finite(decode(line.values, Float32Array)),
        dotSteps: decode(line.dotSteps, Float32Array),
        dots: decode(line.dots, Float32Array),
      })),
    }));
  }

  /** Episodes as translucent dots under the curves, spread a little around their step. */
  function dots(chart, styles) {
    return plot => {
      const {ctx} = plot;
      const {min, max} = plot.scales.x;
      const size = 2 * devicePixelRatio;
      const spread = Math.min(8 * devicePixelRatio, 0.4 * plot.bbox.width / Math.max(1, chart.steps.filter(s => s >= min && s <= max).length));
      const box = plot.bbox;
      ctx.save();
      ctx.beginPath();
      ctx.rect(box.left, box.top, box.width, box.height);
      ctx.clip();
      chart.lines.forEach((line, i) => {
        if (!plot.series[i + 1].show) return;
        ctx.fillStyle = styles[i];
        ctx.globalAlpha = spread > 3 ? 0.35 : 0.18;
        for (let k = 0; k < line.dots.length; k++) {
          const step = line.dotSteps[k];
          if (step < min || step > max) continue;
          const golden = (k * 0.6180339887498949) % 1;
          const lane = 2 * (i + golden) / chart.lines.length - 1;
          const x = plot.valToPos(step, "x", true) + spread * lane;
          ctx.fillRect(x - size / 2, plot.valToPos(line.dots[k], "y", true) - size / 2, size, size);
        }
      });
      ctx.restore();
    };
  }

  /** The reward or the cloning error of a run. */
  function learningCurve(run, quantity) {
    const reward = quantity === "reward";
    return {
      group: run.group, steps: run.steps,
      x: reward ? undefined : "gradient steps",
      y: !reward ? "cloning error" : run.costs ? "cost (expert = 1)" : "reward (expert = 1)",
      level: reward ? {name: "expert", value: 1} : null,
      logarithmic: !reward || run.costs, anchors: reward ? [0, 1] : null,
      lines: run.series.map((one, i) => ({
        name: one.name, style: i, values: one[quantity],
        dotSteps: reward ? one.episodeSteps : [], dots: reward ? one.episodes : [],
      })),
    };
  }

  /** Lines over steps. Anchors are values that the y axis covers; points leaves out the lines. */
  function curves(element, chart, colors) {
    const styles = chart.lines.map(line =>
      line.style < 0 ? "hsl(" + Math.round(-137.5 * line.style % 360) + " 55% 50%)" : colors.series[line.style % 8]);
    const values = chart.lines.flatMap(line => line.values).concat(chart.level ? [chart.level.value] : []);
    const shown = values.filter(v => v != null);
    const ratio = shown.length && Math.min(...shown) > 0 && Math.max(...shown) >= 8 * Math.min(...shown);
    const logarithmic = ratio && chart.logarithmic;
    const fixed = chart.anchors && !logarithmic
      ? padded(bulk(values.concat(chart.lines.flatMap(line => Array.from(line.dots))), chart.anchors)) : null;
    const series = chart.lines.map((line, i) => ({
      label: line.name, stroke: styles[i], width: i === 0 ? 1.3 : 2.2,
      ...(chart.points ? {paths: () => null} : {}),
      points: {size: chart.points ? 4 : 5, fill: styles[i], ...(chart.points ? {show: true, width: 0} : {})},
      value: (plot, v) => number(v, 3),
    }));
    const level = chart.level && {
      label: chart.level.name, stroke: colors.expert, dash: [6, 4], width: 1.5, points: {show: false},
      value: () => number(chart.level.value, chart.level.value === 1 ? 1 : 4)};
    const last = chart.steps[chart.steps.length - 1];
    const first = chart.steps.length > 1 ? chart.steps[0] : 0;
    const made = plot(element, {
      scales: {
        x: {time: false, range: () => zoom[chart.group] || [first, Math.max(last, first + 1)]},
        y: {distr: logarithmic ? 3 : 1, ...(fixed ? {range: () => fixed} : {})},
      },
      axes: [
        {...axis(colors, chart.x, shortSteps), size: 28},
        {...axis(colors, chart.y, shortNumber), size: labelWidth},
      ],
      legend: {show: chart.lines.length <= 10},
      series: [{label: chart.x?.endsWith("steps") ?? true ? "step" : chart.x, value: (u, v) => v == null ? "–" : steps(v)}, ...series, ...(level ? [level] : [])],
      cursor: {sync: {key: chart.group, setSeries: true}, focus: {prox: 24}, drag: {setScale: false}},
      hooks: {
        drawAxes: [dots(chart, styles)],
        setSelect: [u => u.select.width > 4 && zoomTo(chart.group, u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"))],
      },
    }, [chart.steps, ...chart.lines.map(line => line.values), ...(level ? [chart.steps.map(() => chart.level.value)] : [])]);
    return Object.assign(made, {group: chart.group});
  }

  /** Evaluations of runs by their cloning error, all or only the last ones; one column per average. */
  function scatter(element, shown, colors) {
    const names = [...new Set(shown.flatMap(run => run.series.map(one => one.name)))];
    const lastOnly = element.classList.contains("last");
    const points = shown.flatMap(run => run.series.flatMap(one => one.loss.map((loss, k) =>
      ({loss, reward: one.reward[k], step: run.steps[k], name: one.name, run: run.label}))
      .slice(lastOnly ? -1 : 0)))
      .filter(point => point.loss != null && point.reward != null)
      .sort((a, b) => a.loss - b.loss);
    const columns = names.map(name => points.map(point => point.name === name ? point.reward : null));
    const where = k => (shown.length > 1 ? points[k].run + ", " : "") + "step " + steps(points[k].step);
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
        {...axis(colors, shown[0].costs ? "cost (expert = 1)" : "reward (expert = 1)", shortNumber), size: labelWidth},
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
    const shown = plots.filter(one => one.group === group).map(one => one.data[0]);
    return [Math.min(...shown.map(x => x[0])), Math.max(...shown.map(x => x[x.length - 1]))];
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
    const data = content();
    runs = read(data);
    const charts = readCharts(data);
    document.querySelectorAll(".chart").forEach(element => element.replaceChildren());
    const colors = palette();
    plots = [...document.querySelectorAll("figure.run")].flatMap((figure, i) =>
      [...figure.querySelectorAll(".chart")].map(element =>
        curves(element, learningCurve(runs[i], element.classList.contains("reward") ? "reward" : "loss"), colors)));
    plots.push(...[...document.querySelectorAll("[data-chart]")].map(element => curves(element, charts[element.dataset.chart], colors)));
    plots.forEach(gestures);
    document.querySelectorAll(".chart.scatter").forEach(element => {
      const chosen = runs.filter(run => run.group === element.dataset.group);
      if (chosen.length > 0) scatter(element, chosen, colors);
    });
    document.querySelectorAll("[data-zoom]").forEach(button =>
      button.onclick = () => buttons[button.dataset.zoom](button.parentElement.dataset.group));
    const [film] = data.butterflies;
    if (film && !document.querySelector(".player").dataset.begun) {
      document.querySelector(".player").dataset.begun = "yes";
      playButterfly(film);
    }
    // For tests, and for whoever opens the console.
    window.papilio = {runs, charts, plots, zoomTo};
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
