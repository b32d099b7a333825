/** Numbers and times in words. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const number = (value) => value.toLocaleString();

export function bytes(value) {
  const unit = value < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** unit;
  return `${scaled.toLocaleString(undefined, { maximumFractionDigits: unit > 0 && scaled < 100 ? 1 : 0 })} ${UNITS[unit]}`;
}

export const millis = (value) => `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 })} ms`;

export function age(since) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1000));
  const parts = [[Math.floor(seconds / 86400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']];
  const first = parts.findIndex(([count]) => count > 0);
  return first < 0 ? '0 s' : parts.slice(first, first + 2).map(([count, unit]) => `${count} ${unit}`).join(' ');
}

export const moment = (instant) => day.format(new Date(instant));

export const now = () => clock.format(new Date());

/** The time of day to the microsecond, which a Date does not hold. */
export function timeOfDay(instant) {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  return `${clock.format(new Date(instant))}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}
