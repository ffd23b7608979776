/**
 * Draws and uploads the pictures that sent messages are to show. A file's id is stored before its bytes are sent, so that it can be deleted wherever
 * the process dies. Once a file is there the message is redrawn with it (`updates.ts`). Where nothing can be uploaded the text stands alone.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Chart } from '#core/picture.ts';
import { removeFiles } from '../store/erasure/cleanup-queue.ts';
import type { AnnouncedFile, Outcome } from './messenger.ts';
import { change as changeDelivery, type Delivery, deliveryOf, isInstalled } from './outbox.ts';
import { ridersAsSent } from './direct.ts';
import { type Paced, rates } from './pace.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import {
  change,
  drawingOf,
  drop,
  giveUp,
  notePicture,
  type PictureRow,
  wantPicture,
} from './picture-rows.ts';
import { afterFailedCall, lease } from './retry.ts';
import { drawAll } from './updates.ts';

/** Nobody waits for a picture, and its text is complete. */
const mostTries = 6;

/** Slack's codes for a workspace in which nothing can be uploaded. */
const off: readonly string[] = [
  'missing_scope',
  'not_allowed_token_type',
  'file_uploads_disabled',
  'file_upload_size_restricted',
  'storage_limit_reached',
];
/** Until it is tried again there, in ms. */
const offFor = day;

/** Pictures to upload, and uploaded ones whose messages nobody is redrawing. */
function waiting(parts: Parts, team: TeamId) {
  return parts.store.system
    .selectFrom('picture as p')
    .where('p.team_id', '=', team)
    .innerJoin('delivery as it', (join) =>
      join.onRef('it.team_id', '=', 'p.team_id').onRef('it.id', '=', 'p.delivery_id'),
    )
    .where(isInstalled)
    .where(mayShow('p', 'it'));
}

/** Whether there is something to do for a picture. @param picture and its message: what the rows are called */
export function mayShow(picture: string, message: string): RawBuilder<SqlBool> {
  const [p, m] = [
    (column: string) => sql.ref(`${picture}.${column}`),
    (column: string) => sql.ref(`${message}.${column}`),
  ];
  return sql`(${m('state')} = 'sent' and ${m('ts')} is not null and (${p('state')} in ('wanted', 'uploading')
    or (${p('state')} = 'uploaded' and ${m('wanted')} = ${m('shown')})))`;
}

export async function nextPicture(parts: Parts, team: TeamId): Promise<Instant | null> {
  const row = await waiting(parts, team).select('p.due_at').orderBy('p.due_at').limit(1).executeTakeFirst();
  return row?.due_at ?? null;
}

/** @returns how many rows changed */
export async function picturesDue(parts: Parts, team: TeamId): Promise<number> {
  const due = await waiting(parts, team)
    .selectAll('p')
    .select('it.key')
    .where('p.due_at', '<=', parts.clock.now())
    .orderBy('p.due_at')
    .orderBy('p.delivery_id')
    .limit(50)
    .execute();
  const moved = await inParallel(
    2,
    due,
    async ({ key, ...row }) => {
      const leader = await deliveryOf(parts.store.system, row.team_id, key);
      if (leader === null) return false;
      return row.state === 'uploaded' ? show(parts, leader) : make(parts, leader, row);
    },
    parts,
  );
  return moved.filter(Boolean).length;
}

/** What a process that died was uploading is due at once. */
export async function wakePictures(parts: Parts, team: TeamId, now: Instant) {
  return parts.store.system
    .updateTable('picture')
    .set({ due_at: now })
    .where('team_id', '=', team)
    .where('state', '=', 'uploading')
    .where('due_at', '>', now)
    .executeTakeFirst();
}

function show(parts: Parts, leader: Delivery): Promise<boolean> {
  const now = parts.clock.now();
  return changeDelivery(parts.store.system, leader, ['sent'], { wanted: leader.wanted + 1, due_at: now });
}

async function make(parts: Parts, leader: Delivery, row: PictureRow): Promise<boolean> {
  const now = parts.clock.now();
  const paced = [
    [rates.upload, row.team_id],
    [rates.messagePicture, row.team_id, row.delivery_id],
  ] as const satisfies Paced[];
  const free = parts.pace.notBefore(paced, now);
  if (free > now) return change(parts.store.system, row, { due_at: free });
  const mine = await claim(parts, row, now);
  if (mine === null) return false;
  await parts.checkpoint('claimed', 'picture');
  if (await isOff(parts, row, now)) return leaveOut(parts, leader, mine, 'uploads_off');
  const chart = await chartFor(parts, leader, mine);
  if (chart === null) return true;
  parts.pace.took(paced, now);
  const png = await drawn(parts, leader, chart);
  return png === null ? leaveOut(parts, leader, mine, 'not_drawn') : upload(parts, leader, mine, png);
}

/** @returns the row, for this worker alone until its lease ends. A file that a process before it had begun is deleted */
async function claim(parts: Parts, row: PictureRow, now: Instant): Promise<PictureRow | null> {
  const to = { state: 'uploading', due_at: now + lease, file_id: null } as const;
  return parts.store.write(async (db) => {
    if (!(await change(db, row, to))) return null;
    if (row.file_id !== null) await removeFiles(db, row.team_id, [row.file_id], now);
    return { ...row, ...to };
  });
}

/** Whether Slack took no file in this workspace lately. */
async function isOff(parts: Parts, row: PictureRow, now: Instant): Promise<boolean> {
  const found = await parts.store.system
    .selectFrom('picture')
    .select('delivery_id')
    .where('team_id', '=', row.team_id)
    .where('state', '=', 'failed')
    .where('note', 'in', off)
    .where('due_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** @returns the chart to draw; `null`: not now, or the message shows another by now */
async function chartFor(parts: Parts, leader: Delivery, row: PictureRow): Promise<Chart | null> {
  const { store, clock } = parts;
  const rows = [leader, ...(await ridersAsSent(parts, leader))];
  const drawn = await drawAll(parts, rows);
  if ('retryAt' in drawn) {
    await change(store.system, row, { state: 'wanted', due_at: drawn.retryAt });
    return null;
  }
  const chart = drawn.message?.picture?.chart;
  if (chart !== undefined && drawingOf(chart) === row.drawing) return chart;
  await store.write(async (db) => {
    await drop(db, row, clock.now());
    await wantPicture(db, leader, drawn.message ?? {}, clock.now());
  });
  return null;
}

/** The text stands alone, so this is no error for anyone but the operator. */
export async function drawn(parts: Parts, leader: Delivery, chart: Chart): Promise<Uint8Array | null> {
  try {
    return await parts.render(chart);
  } catch (error) {
    parts.log.warn({ team: leader.team_id, post: leader.post, err: error }, 'a picture could not be drawn');
    return null;
  }
}

async function upload(parts: Parts, leader: Delivery, row: PictureRow, png: Uint8Array): Promise<boolean> {
  const announced = await parts.messenger.announceFile(row.team_id, fileName, png.length);
  if (announced.kind !== 'announced') return failed(parts, leader, row, announced);
  const mine: PictureRow = { ...row, file_id: announced.file };
  // An erasure of the message from here on deletes the file.
  if (!(await change(parts.store.system, row, { file_id: announced.file }))) return true;
  await parts.checkpoint('before the call', 'picture');
  const outcome = await parts.messenger.sendFile(row.team_id, announced, fileName, png);
  await parts.checkpoint('after the call', 'picture');
  return outcome.kind === 'done' ? uploaded(parts, mine, announced) : failed(parts, leader, mine, outcome);
}

const fileName = 'picture.png';

async function uploaded(parts: Parts, mine: PictureRow, { file }: AnnouncedFile): Promise<boolean> {
  const now = parts.clock.now();
  await parts.store.write(async (db) => {
    const to = { state: 'uploaded', due_at: now, attempts: 0, uploaded_at: now } as const;
    // If it was erased meanwhile, its deletion may have come too early.
    if (!(await change(db, mine, to))) await removeFiles(db, mine.team_id, [file], now);
    await parts.checkpoint('before the ts is stored', 'picture');
  });
  return true;
}

async function failed(
  parts: Parts,
  leader: Delivery,
  row: PictureRow,
  outcome: Exclude<Outcome, { kind: 'done' }>,
): Promise<boolean> {
  const now = parts.clock.now();
  if (outcome.kind === 'refused') {
    const isOffHere = off.includes(outcome.error);
    return leaveOut(parts, leader, row, outcome.error, isOffHere ? now + offFor : now);
  }
  if (outcome.kind === 'later') parts.pace.hold([[rates.upload, row.team_id]], now, outcome.afterMs);
  const attempts = row.attempts + (outcome.kind === 'later' ? 0 : 1);
  if (attempts >= mostTries) return leaveOut(parts, leader, row, 'unreached');
  const wait = outcome.kind === 'later' ? Math.max(outcome.afterMs, 1000) : afterFailedCall(attempts);
  await parts.store.write(async (db) => {
    if (row.file_id !== null) await removeFiles(db, row.team_id, [row.file_id], now);
    await change(db, row, { state: 'wanted', file_id: null, attempts, due_at: now + wait });
  });
  return true;
}

async function leaveOut(
  parts: Parts,
  leader: Delivery,
  row: PictureRow,
  why: string,
  until?: Instant,
): Promise<boolean> {
  await parts.store.write((db) => giveUp(db, row, why, parts.clock.now(), until));
  notePicture(parts, leader, why);
  return true;
}
