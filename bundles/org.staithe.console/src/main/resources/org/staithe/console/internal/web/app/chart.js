// SPDX-License-Identifier: Apache-2.0
// The throughput of the last hour: two areas on a canvas, drawn anew when the data, the size or the colours change.

import { bytes, h } from './ui.js';

const TOP = 18;
const BOTTOM = 20;

export function chart() {
  const canvas = h('canvas', { role: 'img', 'aria-label': 'Throughput of the last hour' });
  let data = { in: [], out: [], sliceMillis: 10000, now: 0 };
  const draw = () => {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (width === 0) {
      return;
    }
    const scale = devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    const colour = name => getComputedStyle(canvas).getPropertyValue(name);
    const perSecond = 1000 / data.sliceMillis;
    const most = nice(Math.max(1024, ...data.in, ...data.out) * perSecond);
    const y = value => TOP + (height - TOP - BOTTOM) * (1 - value / most);
    pen.font = '12px system-ui, sans-serif';
    pen.fillStyle = colour('--faint');
    pen.strokeStyle = colour('--line');
    for (const part of [0, 0.5, 1]) {
      pen.beginPath();
      pen.moveTo(0, Math.round(y(most * part)) + 0.5);
      pen.lineTo(width, Math.round(y(most * part)) + 0.5);
      pen.stroke();
      if (part > 0) {
        pen.fillText(`${bytes(most * part)}/s`, 2, y(most * part) - 4);
      }
    }
    for (const minutes of width < 500 ? [60, 30, 0] : [60, 45, 30, 15, 0]) {
      const date = new Date(data.now - minutes * 60000);
      const text = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
      const at = width * (1 - minutes / 60);
      pen.textAlign = minutes === 60 ? 'left' : minutes === 0 ? 'right' : 'center';
      pen.fillText(text, at, height - 4);
    }
    pen.textAlign = 'left';
    for (const [name, values] of [['--out', data.out], ['--in', data.in]]) {
      const step = width / Math.max(1, values.length - 1);
      pen.beginPath();
      pen.moveTo(0, y(0));
      values.forEach((value, i) => pen.lineTo(i * step, y(value * perSecond)));
      pen.lineTo(width, y(0));
      pen.globalAlpha = 0.18;
      pen.fillStyle = colour(name);
      pen.fill();
      pen.globalAlpha = 1;
      pen.beginPath();
      values.forEach((value, i) => pen.lineTo(i * step, y(value * perSecond)));
      pen.lineWidth = 1.5;
      pen.strokeStyle = colour(name);
      pen.stroke();
    }
  };
  const sizes = new ResizeObserver(draw);
  sizes.observe(canvas);
  const colours = matchMedia('(prefers-color-scheme: dark)');
  colours.addEventListener('change', draw);
  return {
    canvas,
    set(next) {
      data = next;
      draw();
    },
    end() {
      sizes.disconnect();
      colours.removeEventListener('change', draw);
    },
  };
}

/** The next round number, for the top of the scale. */
function nice(value) {
  const unit = 1024 ** Math.floor(Math.log(value) / Math.log(1024));
  const parts = value / unit;
  return unit * [1, 2, 5, 10, 20, 50, 100, 200, 500, 1024].find(step => step >= parts);
}
