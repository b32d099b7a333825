/** The frames of one connection as they pass: the last few of them, and a pause. */

import { connectionPath, whyNoStream } from './api.js';
import { byId, element } from './dom.js';
import { frameRow } from './frame.js';

const BOUND = 500;
const BOTTOM_PX = 30;

export class Frames {
  #table = byId('frames');
  #body = this.#table.tBodies[0];
  #scroller = byId('frames-scroller');
  #pause = byId('pause');
  #codes;
  #id;
  #source = null;
  #last = 0;
  #waiting = [];

  /** @param codes names of close codes by their numbers */
  constructor(codes) {
    this.#codes = codes;
    this.#pause.addEventListener('click', () => (this.#source ? this.#halt('Paused') : this.#open()));
  }

  follow(id) {
    this.clear();
    this.#id = id;
    this.#last = 0;
    this.#table.hidden = false;
    this.#pause.hidden = false;
    this.#open();
  }

  /** Follows no more; what is there stays. */
  stop(status) {
    this.#halt(status);
    this.#pause.hidden = true;
  }

  clear() {
    this.stop('');
    this.#waiting = [];
    this.#body.replaceChildren();
    this.#table.hidden = true;
  }

  #open() {
    const path = connectionPath(this.#id, `/stream?after=${this.#last}`);
    const source = new EventSource(path);
    const on = (type, listener) => source.addEventListener(type, ({ data }) => listener(JSON.parse(data)));
    this.#source = source;
    this.#pause.textContent = 'Pause';
    this.#say('Connecting…');
    source.addEventListener('open', () => this.#say('Live'));
    source.addEventListener('error', () => this.#broken(source, path));
    on('frame', (frame) => this.#take(frame.number, frame));
    on('missed', ({ from, to }) => this.#take(to, `Frames ${from} to ${to} are no longer kept.`));
    on('refused', ({ rule }) => this.#add(`A frame was refused: ${rule}.`));
    on('over', () => this.stop('The connection is over.'));
  }

  async #broken(source, path) {
    if (source.readyState !== EventSource.CLOSED) {
      this.#say('Reconnecting…');
      return;
    }
    const reason = await whyNoStream(path);
    if (this.#source === source) {
      this.#halt(reason);
    }
  }

  #halt(status) {
    this.#source?.close();
    this.#source = null;
    this.#pause.textContent = 'Go on';
    this.#say(status);
  }

  #say(status) {
    byId('frames-status').textContent = status;
  }

  #take(number, shown) {
    if (number > this.#last) {
      this.#last = number;
      this.#add(shown);
    }
  }

  /** They are drawn together, however many come until then. */
  #add(shown) {
    if (this.#waiting.push(shown) === 1) {
      requestAnimationFrame(() => this.#draw());
    }
    if (this.#waiting.length > BOUND) {
      this.#waiting.shift();
    }
  }

  #draw() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atBottom = scrollHeight - scrollTop - clientHeight < BOTTOM_PX;
    this.#body.append(...this.#waiting.splice(0).map((shown) => (typeof shown === 'string' ? note(shown) : frameRow(shown, this.#codes))));
    while (this.#body.rows.length > BOUND) {
      this.#body.rows[0].remove();
    }
    if (atBottom) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    }
  }
}

const note = (text) => element('tr', { className: 'note' }, element('td', { colSpan: 7, textContent: text }));
