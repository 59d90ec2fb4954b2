/** Annual losses of recorded years with any set of controls. */
import type { RecordedTerm, RecordedThreat, Recording, Yearly } from './recorded.ts';

/** The annual losses of some threats (by index) together, by recorded year, where the controls of these names work. */
export function replayed(recording: Recording, works: ReadonlySet<string>, wanted: ReadonlySet<number>): Float64Array {
  const annual = new Float64Array(recording.years);
  const happening = new Map<number, Uint8Array>();
  for (const threat of recording.threats) {
    const working = threat.controls.flatMap(({ name }, c) => (works.has(name) ? [c] : []));
    const happens = eventsWith(recording, threat, working, happening);
    happening.set(threat.index, happens);
    if (wanted.has(threat.index)) addLosses(recording, threat, working, happens, annual);
  }
  return annual;
}

/** Which events of a threat happen; `known`: those of what sets them off. */
function eventsWith(
  { leaves }: Recording,
  { controls, year, source, origin, mark, chance }: RecordedThreat,
  working: readonly number[],
  known: ReadonlyMap<number, Uint8Array>,
): Uint8Array {
  const happens = new Uint8Array(year.length);
  const own = productOf(
    leaves,
    working.flatMap((c) => controls[c].own),
  );
  const setOff = productOf(
    leaves,
    working.flatMap((c) => controls[c].setOff),
  );
  for (let i = 0; i < year.length; i++) {
    const y = year[i];
    if (source[i] < 0) happens[i] = mark[i] < (typeof own === 'number' ? own : own[y]) ? 1 : 0;
    else if (known.get(source[i])?.[origin[i]] === 1)
      happens[i] = mark[i] < chance[i] * (typeof setOff === 'number' ? setOff : setOff[y]) ? 1 : 0;
  }
  return happens;
}

/** What several effects leave together. */
function productOf(shares: readonly Yearly[], effects: readonly number[]): Yearly {
  let fixed = 1;
  let left: Float64Array | null = null;
  for (const effect of effects) {
    const share = shares[effect];
    if (typeof share === 'number') fixed *= share;
    else if (left === null) left = effects.length === 1 ? share : share.slice();
    else for (let y = 0; y < left.length; y++) left[y] *= share[y];
  }
  if (left === null) return fixed;
  if (fixed !== 1) for (let y = 0; y < left.length; y++) left[y] *= fixed;
  return left;
}

function addLosses(
  recording: Recording,
  threat: RecordedThreat,
  working: readonly number[],
  happens: Uint8Array,
  annual: Float64Array,
): void {
  const { controls, year, primary, secondary } = threat;
  const events = happeningOf(happens);
  for (const term of primary) addTerm(recording, threat, working, term, events, events, annual);
  for (const { event, marks, terms } of secondary) {
    const left = productOf(
      recording.leaves,
      working.flatMap((c) => controls[c].reactions),
    );
    const places = new Int32Array(event.length);
    let count = 0;
    for (let j = 0; j < event.length; j++) {
      const i = event[j];
      if (happens[i] === 1 && marks[j] < (typeof left === 'number' ? left : left[year[i]])) places[count++] = j;
    }
    const some = places.subarray(0, count);
    const followed = some.map((j) => event[j]);
    for (const term of terms) addTerm(recording, threat, working, term, some, followed, annual);
  }
}

/** Adds the amounts at some places of a term, which belong to the events `events`. */
function addTerm(
  { cuts }: Recording,
  { controls, year }: RecordedThreat,
  working: readonly number[],
  { amounts, effects }: RecordedTerm,
  places: Int32Array,
  events: Int32Array,
  annual: Float64Array,
): void {
  const left = picked(amounts, places);
  for (const c of working) {
    if (effects[c].length === 0) continue;
    const by = productOf(cuts, effects[c]);
    const { coins } = controls[c];
    if (typeof by !== 'number') {
      for (let k = 0; k < left.length; k++)
        if (coins === null || coins[events[k]] === 1) left[k] *= by[year[events[k]]];
    } else if (coins === null) for (let k = 0; k < left.length; k++) left[k] *= by;
    else {
      const factor = Float64Array.of(1, by);
      for (let k = 0; k < left.length; k++) left[k] *= factor[coins[events[k]]];
    }
  }
  for (let k = 0; k < left.length; k++) annual[year[events[k]]] += left[k];
}

/** The same recording with some of its years only, rising. It takes no longer than what is in those years. */
export function inYears({ leaves, cuts, threats }: Recording, chosen: Int32Array): Recording {
  const byIndex = new Map<number, { readonly before: RecordedThreat; readonly first: Int32Array }>();
  const yearly = (values: Yearly): Yearly => (typeof values === 'number' ? values : picked(values, chosen));
  return {
    years: chosen.length,
    leaves: leaves.map(yearly),
    cuts: cuts.map(yearly),
    threats: threats.map((threat) => {
      const first = new Int32Array(chosen.length + 1);
      chosen.forEach((y, k) => {
        first[k + 1] = first[k] + threat.first[y + 1] - threat.first[y];
      });
      byIndex.set(threat.index, { before: threat, first });
      const kept = new Int32Array(first[chosen.length]);
      const year = new Int32Array(kept.length);
      chosen.forEach((y, k) => {
        for (let j = first[k], i = threat.first[y]; j < first[k + 1]; j++, i++) {
          kept[j] = i;
          year[j] = k;
        }
      });
      // What sets an event off happens in the same year.
      const originOf = (j: number): number => {
        const from = byIndex.get(threat.source[kept[j]]);
        if (from === undefined) return -1;
        return from.first[year[j]] + threat.origin[kept[j]] - from.before.first[chosen[year[j]]];
      };
      const term = ({ amounts, effects }: RecordedTerm, of: Int32Array): RecordedTerm => ({
        amounts: picked(amounts, of),
        effects,
      });
      return {
        index: threat.index,
        first,
        year,
        source: kept.map((i) => threat.source[i]),
        origin: kept.map((_, j) => originOf(j)),
        mark: picked(threat.mark, kept),
        chance: picked(threat.chance, kept),
        controls: threat.controls.map((control) => ({
          ...control,
          coins: control.coins && pickedBytes(control.coins, kept),
        })),
        primary: threat.primary.map((one) => term(one, kept)),
        secondary: threat.secondary.map(({ event, marks, terms }) => {
          const some: number[] = [];
          const events: number[] = [];
          chosen.forEach((y, k) => {
            const end = threat.first[y + 1];
            if (end === threat.first[y]) return;
            for (let j = placeOf(event, threat.first[y]); j < event.length && event[j] < end; j++) {
              some.push(j);
              events.push(first[k] + event[j] - threat.first[y]);
            }
          });
          const places = Int32Array.from(some);
          return {
            event: Int32Array.from(events),
            marks: picked(marks, places),
            terms: terms.map((one) => term(one, places)),
          };
        }),
      };
    }),
  };
}

function picked(values: Float64Array, places: Int32Array): Float64Array {
  const found = new Float64Array(places.length);
  for (let i = 0; i < found.length; i++) found[i] = values[places[i]];
  return found;
}

function pickedBytes(values: Uint8Array, places: Int32Array): Uint8Array {
  const found = new Uint8Array(places.length);
  for (let i = 0; i < found.length; i++) found[i] = values[places[i]];
  return found;
}

/** How many of some rising numbers are below one. */
function placeOf(rising: Int32Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function happeningOf(happens: Uint8Array): Int32Array {
  const found = new Int32Array(happens.length);
  let count = 0;
  for (let i = 0; i < happens.length; i++) if (happens[i] === 1) found[count++] = i;
  return found.subarray(0, count);
}
