/** The server in a few numbers. */

import { get } from './api.js';
import { byId, showFacts } from './dom.js';
import { bytes, millis, number } from './format.js';

const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

export async function showStatistics() {
  const { connections, rooms, load, roundTrips, frames, traces, log } = await get('statistics');
  showFacts(byId('statistics'), {
    Connections: number(connections),
    Rooms: number(rooms),
    Load: `${load.busy ? 'busy' : 'calm'}, heap ${load.heapPercent} %, ${millis(load.delayMillis)} late`,
    Outboxes: bytes(load.outboxBytes),
    'Round trip': roundTrips.count > 0 ? `${millis(roundTrips.medianMillis)}, 99 % below ${millis(roundTrips.p99Millis)}` : undefined,
    'Frames in / out': frames && `${number(sum(frames.in.frames))} / ${number(sum(frames.out.frames))}`,
    Refused: frames && number(sum(frames.refusals)),
    Log: `${number(log.writes.answered)} stored, ${number(log.waiting.messages)} waiting${log.writes.refused > 0 ? `, ${number(log.writes.refused)} refused` : ''}`,
    Traces: number(traces.traces),
  });
  byId('statistics').classList.toggle('busy', load.busy);
}
