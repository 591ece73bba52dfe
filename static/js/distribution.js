// Stacked bars drawn from the table below them: the first column names the bars, the next ones
// stack: as many as data-chart says, or all but the last.
(() => {
  "use strict";

  const COLOURS = { A: "#1d6b43", B: "#6fae87", C: "#4f87c6", D: "#d39a35", E: "#b3261e" };

  function numbersOf(table, columns) {
    const end = columns ? Number(columns) + 1 : -1;
    const names = [...table.tHead.rows[0].cells].slice(1, end).map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows].map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()),
    );
    return { names, labels: rows.map((row) => row[0]), rows };
  }

  function draw(place, { names, labels, rows }) {
    const size = getComputedStyle(document.body).fontSize;
    const textStyle = { fontFamily: "inherit", fontSize: parseFloat(size) * 0.875, color: "#1c2733" };
    const chart = echarts.init(place);
    chart.setOption({
      animation: false,
      textStyle,
      legend: { top: 0, textStyle, data: names },
      grid: { left: 8, right: 8, top: 48, bottom: 8, containLabel: true },
      // Drawn on the canvas: a tooltip in HTML would need inline styles.
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      xAxis: { type: "category", data: labels, axisLabel: textStyle },
      yAxis: { type: "value", minInterval: 1, axisLabel: textStyle },
      series: names.map((name, column) => ({
        name,
        type: "bar",
        stack: "grades",
        barMaxWidth: 48,
        itemStyle: { color: COLOURS[name] },
        data: rows.map((row) => Number(row[column + 1])),
      })),
    });
    addEventListener("resize", () => chart.resize());
  }

  for (const place of document.querySelectorAll("[data-chart]")) {
    place.hidden = false;
    draw(place, numbersOf(place.parentElement.querySelector("table"), place.dataset.chart));
  }
})();
