// The grades of a business over time, as steps; the table beside it holds the same values.
(() => {
  "use strict";

  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const fontSize = Math.round(parseFloat(style.fontSize) * 0.875);

  const options = (points) => {
    const label = { color: colour("--ink-soft"), fontSize };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: "3%", right: "5%", top: 16, bottom: 8, containLabel: true },
      // Drawn on the canvas: markup with inline style is refused by the content security policy.
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: { type: "time", axisLabel: { ...label, hideOverlap: true } },
      yAxis: {
        type: "category",
        data: ["E", "D", "C", "B", "A"],
        boundaryGap: false,
        axisLabel: label,
        splitLine: { show: true, lineStyle: { color: colour("--line") } },
      },
      series: [
        {
          name: "等级",
          type: "line",
          // A grade lasts until the next one. The base axis is the one of categories, here the
          // vertical one: seen along the time, "start" turns at the end.
          step: "start",
          symbolSize: 8,
          lineStyle: { color: colour("--blue"), width: 3 },
          itemStyle: { color: colour("--blue") },
          data: points.map((point) => [point.on, point.grade]),
        },
      ],
    };
  };

  for (const place of document.querySelectorAll("[data-grade-chart]")) {
    const points = JSON.parse(document.getElementById(place.dataset.gradeChart).textContent);
    const chart = echarts.init(place);
    chart.setOption(options(points));
    addEventListener("resize", () => chart.resize());
  }
})();
