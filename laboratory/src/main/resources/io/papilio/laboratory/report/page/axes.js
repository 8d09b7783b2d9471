
"use strict";
// Numbers as text, colors, ranges and axes of the charts.
const number = (value, digits) =>
  value == null ? "–" : Math.abs(value) >= 1e-4 || value === 0 ? value.toPrecision(digits) : value.toExponential(digits - 1);
const steps = value => value.toLocaleString("en-US");

function decode(text, type) {
  return new type(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
}

function finite(array) {
  return Array.from(array, value => Number.isFinite(value) ? value : null);
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
    values: (plot, ticks) => ticks.map(tick => tick == null ? "" : format(tick, ticks[1] - ticks[0])),
  };
}

/** The width that the labels of a y axis need. */
const labelWidth = (plot, labels) => 18 + 7 * Math.max(4, ...(labels || []).map(label => label.length));

/** 12k for 12,000; but single iterates, of which only the last digits differ, in full. */
const shortSteps = (value, distance) =>
  distance < 100 && value >= 1e3 ? steps(value) : value >= 1e6 ? +(value / 1e6).toPrecision(6) + "M" : value >= 1e3 ? +(value / 1e3).toPrecision(6) + "k" : String(+value.toPrecision(6));
const shortNumber = value => String(+value.toPrecision(4));
