/** One message on the page and, where a day begins with it, the line above. */

import { element, linked } from './dom.js';

const GROUP_MS = 5 * 60_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const fullDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

export class Message {
  #log;
  #day = null;
  #root = element('article', { className: 'message' });
  entry = null;

  constructor(log) {
    this.#log = log;
    log.append(this.#root);
  }

  get start() {
    return this.#day ?? this.#root;
  }

  get bottom() {
    return this.#root.getBoundingClientRect().bottom;
  }

  showPending(id, text) {
    this.#root.dataset.id = id;
    this.#root.dataset.state = 'pending';
    this.#root.className = 'message own';
    this.#root.replaceChildren(
      element('div', { className: 'bubble' }, linked('text', text), element('span', { className: 'state', textContent: 'Sending…' })),
    );
  }

  showFailed(reason, retry, discard) {
    this.#root.dataset.state = 'failed';
    const again = element('button', { type: 'button', className: 'again', textContent: 'Send again' });
    const remove = element('button', { type: 'button', className: 'remove', textContent: 'Remove' });
    again.addEventListener('click', retry);
    remove.addEventListener('click', discard);
    this.#root.querySelector('.state').textContent = 'Not sent';
    this.#root.querySelector('.failure')?.remove();
    this.#root.append(element('p', { className: 'failure' }, element('span', { textContent: reason }), again, remove));
  }

  showStored(entry, own) {
    const { seq, id, from, guest, text, erased, sentAt } = entry;
    const system = from === 'system';
    this.entry = entry;
    Object.assign(this.#root.dataset, { seq, id, from, state: 'stored' });
    this.#root.classList.toggle('own', own);
    this.#root.classList.toggle('system', system);
    this.#root.classList.toggle('erased', erased === true);
    this.#root.style.setProperty('--hue', hueOf(from));
    const sent = new Date(sentAt);
    const time = element('time', { dateTime: sent.toISOString(), title: fullDate.format(sent), textContent: clock.format(sent) });
    const author = element('p', { className: 'author' }, element('bdi', { className: 'from', textContent: from }));
    if (guest || system) {
      author.append(' ', element('span', { className: 'mark', textContent: guest ? 'guest' : 'announcement' }));
    }
    const words = erased ? element('p', { className: 'text', textContent: 'This message was removed.' }) : linked('text', text);
    this.#root.replaceChildren(author, element('div', { className: 'bubble' }, words, time));
  }

  placeBefore(node) {
    if (this.start.nextSibling !== node) {
      this.#log.insertBefore(this.#root, node);
    }
  }

  /** Takes its looks from the message above: a day line where the day changes, no name where the author goes on. */
  follow(previous) {
    const { from, guest, sentAt } = this.entry;
    const newDay = !previous || dayOf(previous.entry.sentAt) !== dayOf(sentAt);
    const goesOn = !newDay && previous.entry.from === from && previous.entry.guest === guest
      && sentAt - previous.entry.sentAt < GROUP_MS;
    this.#root.classList.toggle('goes-on', goesOn);
    if (newDay) {
      this.#day ??= element('p', { className: 'day' });
      this.#day.textContent = calendar.format(sentAt);
      this.#root.before(this.#day);
    } else {
      this.#day?.remove();
      this.#day = null;
    }
  }

  drop() {
    this.#day?.remove();
    this.#root.remove();
  }
}

const dayOf = (ms) => new Date(ms).toDateString();

function hueOf(name) {
  let hash = 7;
  for (const character of name) {
    hash = (hash * 31 + character.codePointAt(0)) % 9973;
  }
  return String(hash % 360);
}
