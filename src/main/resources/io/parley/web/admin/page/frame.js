/** One frame as a row of the table. */

import { element } from './dom.js';
import { number, timeOfDay } from './format.js';

const SHORT_CHARS = 100;
const WAYS = { in: '→ in', out: '← out' };

/** @param codes names of close codes by their numbers */
export function frameRow(frame, codes) {
  const cell = (className, ...content) => element('td', { className }, ...content);
  const row = element('tr', { className: frame.way },
    cell('number', number(frame.number)),
    cell('time', timeOfDay(frame.time)),
    cell('way', WAYS[frame.way]),
    cell('', frame.opcode),
    cell('bits', [frame.fin ? 'FIN' : '', frame.rsv > 0 ? `RSV ${frame.rsv}` : '', frame.masked ? 'MASK' : ''].filter(Boolean).join(' ')),
    cell('number', number(frame.length)),
    cell('payload', ...payload(frame, codes)));
  row.classList.toggle('control', ['close', 'ping', 'pong'].includes(frame.opcode));
  return row;
}

function payload(frame, codes) {
  const parts = frame.code === undefined ? [] : [`${frame.code} ${codes.get(frame.code) ?? ''} `];
  if (frame.redacted) {
    parts.push(element('span', { className: 'soft', textContent: 'redacted' }));
  } else if (frame.payload) {
    parts.push(...shortened(frame.payload));
  } else if (frame.payloadBase64) {
    parts.push(...shortened(hex(frame.payloadBase64)));
  }
  return parts;
}

function shortened(text) {
  if (text.length <= SHORT_CHARS) {
    return [element('bdi', { textContent: text })];
  }
  return [element('details', {},
    element('summary', {}, element('bdi', { textContent: `${text.slice(0, SHORT_CHARS).toWellFormed?.() ?? text.slice(0, SHORT_CHARS)}…` })),
    element('pre', { dir: 'auto', textContent: text }))];
}

const hex = (base64) => [...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
