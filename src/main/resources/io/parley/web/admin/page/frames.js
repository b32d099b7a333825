/** The frames of one connection as they pass: the last few of them, and a pause. */

import { connectionPath, whyNoStream } from './api.js';
import { byId, element } from './dom.js';
import { frameRow } from './frame.js';

const BOUND = 500;
const BOTTOM_PX = 30;

export class Frames {
  #table = byId('frames');
  #scroller = byId('frames-scroller');
  #pause = byId('pause');
  #codes;
  #id;
  #source = null;
  #last = 0;
  #refused = null;
  #waiting = [];
  #drawing = false;

  /** @param codes names of close codes by their numbers */
  constructor(codes) {
    this.#codes = codes;
    this.#pause.addEventListener('click', () => (this.#source ? this.#halt('Paused') : this.#open()));
  }

  follow(id) {
    this.#id = id;
    this.#last = 0;
    this.#refused = null;
    this.#waiting = [];
    this.#table.tBodies[0].replaceChildren();
    this.#table.hidden = false;
    this.#pause.hidden = false;
    this.#open();
  }

  /** Follows no more; what is there stays. */
  stop(status = '') {
    this.#halt(status);
    this.#pause.hidden = true;
  }

  clear() {
    this.stop();
    this.#waiting = [];
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
    source.addEventListener('error', async () => {
      if (source.readyState !== EventSource.CLOSED) {
        this.#say('Reconnecting…');
        return;
      }
      const reason = await whyNoStream(path);
      if (this.#source === source) {
        this.#halt(reason);
      }
    });
    on('frame', (frame) => this.#take(frame.number, frame));
    on('missed', ({ from, to }) => this.#take(to, `Frames ${from} to ${to} are no longer kept.`));
    on('refused', ({ rule }) => this.#refuse(rule));
    on('over', () => {
      this.#add('The connection is over.');
      this.stop('Over');
    });
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

  /** A stream that goes on tells it again. */
  #refuse(rule) {
    if (rule !== this.#refused) {
      this.#refused = rule;
      this.#add(`A frame was refused: ${rule}.`);
    }
  }

  /** At most once for each picture, however many come. */
  #add(shown) {
    this.#waiting.push(shown);
    if (this.#waiting.length > BOUND) {
      this.#waiting.shift();
    }
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#draw();
      });
    }
  }

  #draw() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atBottom = scrollHeight - scrollTop - clientHeight < BOTTOM_PX;
    const body = this.#table.tBodies[0];
    body.append(...this.#waiting.splice(0).map((shown) => (typeof shown === 'string' ? note(shown) : frameRow(shown, this.#codes))));
    while (body.rows.length > BOUND) {
      body.rows[0].remove();
    }
    if (atBottom) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    }
  }
}

const note = (text) => element('tr', { className: 'note' }, element('td', { colSpan: 7, textContent: text }));
