/** One frame as a row of the table. */

import { element, foreign } from './dom.js';
import { number, timeOfDay } from './format.js';

const SHORT_CHARS = 80;
/** What is too long for the window is cut by it. */
const SUMMARY_CHARS = 300;
const WAYS = { in: '→ in', out: '← out' };

/** @param codes names of close codes by their numbers */
export function frameRow(frame, codes) {
  const bits = [frame.fin && 'FIN', frame.rsv > 0 && `RSV ${frame.rsv}`, frame.masked && 'MASK'];
  const cell = (className, ...content) => element('td', { className }, ...content);
  return element('tr', { className: `${frame.way} ${frame.opcode}` },
    cell('number', number(frame.number)),
    cell('', timeOfDay(frame.time)),
    cell('', WAYS[frame.way]),
    cell('', frame.opcode),
    cell('', bits.filter(Boolean).join(' ')),
    cell('number', number(frame.length)),
    cell('payload', frame.code === undefined ? '' : `${frame.code} ${codes.get(frame.code) ?? ''} `, payload(frame)));
}

function payload(frame) {
  if (frame.redacted) {
    return element('span', { className: 'soft', textContent: 'redacted' });
  }
  const bytes = frame.payload === undefined ? bytesOf(frame.payloadBase64 ?? '') : new TextEncoder().encode(frame.payload);
  const isCut = frame.opcode !== 'close' && bytes.length < frame.length;
  const text = (frame.payload ?? hex(bytes)) + (isCut ? ' …' : '');
  return text.length <= SHORT_CHARS
    ? foreign(text)
    : element('details', {}, element('summary', {}, foreign(summary(text))), element('pre', { dir: 'auto', textContent: text }));
}

/** Cut between two characters. */
const summary = (text) => (text.length <= SUMMARY_CHARS ? text : `${[...text.slice(0, SUMMARY_CHARS + 1)].slice(0, -1).join('')}…`);

const bytesOf = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
