/** Which drawing a message is to show, and with which file at Slack. The chart itself is not stored: it is drawn from the current state, as the message is. */
import { createHash } from 'node:crypto';
import type { ImageBlock } from '@slack/types';
import type { Kysely } from 'kysely';
import { type Instant, minute } from '#core/clock.ts';
import { altOf, type Chart } from '#core/picture.ts';
import type { Message } from '#core/post.ts';
import { removeFiles } from '../store/erasure/cleanup-queue.ts';
import type { PictureTable } from '../store/outbox/tables.ts';
import type { Schema } from '../store/schema.ts';
import { aboutDelivery } from './journal.ts';
import type { Delivery } from './outbox.ts';
import type { Parts } from './parts.ts';

export type PictureRow = Readonly<PictureTable>;

/** How long Slack may take to process a file until a message can show it. */
const processing = minute;
const longestWait = 15_000;

/** The same for the same numbers and words. */
export function drawingOf(chart: Chart): string {
  return createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 32);
}

const ofMessage = ({ picture }: Pick<Message, 'picture'>): string | null =>
  picture === undefined ? null : drawingOf(picture.chart);

/** Notes that a message is to show its picture, if it has one that is not known yet. @param leader the first of the posts in the message */
export async function wantPicture(
  db: Kysely<Schema>,
  leader: Delivery,
  message: Pick<Message, 'picture'>,
  now: Instant,
): Promise<void> {
  const drawing = ofMessage(message);
  if (drawing === null) return;
  await db
    .insertInto('picture')
    .values({
      team_id: leader.team_id,
      delivery_id: leader.id,
      drawing,
      state: 'wanted',
      file_id: null,
      attempts: 0,
      due_at: now,
      uploaded_at: null,
      note: null,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'delivery_id', 'drawing']).doNothing())
    .execute();
}

/** @returns the file with which the message can be sent now; `null`: it has no picture, or not yet */
export async function fileFor(
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  leader: Delivery,
  message: Pick<Message, 'picture'>,
): Promise<PictureRow | null> {
  const drawing = ofMessage(message);
  if (drawing === null) return null;
  const row = (await rowsOf(store.system, leader)).find((one) => one.drawing === drawing);
  if (row === undefined || row.file_id === null) return null;
  const isReady = row.state === 'shown' || (row.state === 'uploaded' && row.due_at <= clock.now());
  return isReady ? row : null;
}

/** The block that shows a file of Slack's. */
export const imageOf = (chart: Chart, file: string): ImageBlock => ({
  type: 'image',
  // Another file is another block, or Slack would go on showing the old one.
  block_id: `picture-${file}`,
  alt_text: altOf(chart),
  slack_file: { id: file },
});

/** The message with its picture in its place. */
export function withPicture(message: Message, file: PictureRow | null): Message {
  const { picture } = message;
  if (picture === undefined || file?.file_id == null) return message;
  const block = imageOf(picture.chart, file.file_id);
  return { ...message, blocks: message.blocks.toSpliced(picture.before, 0, block) };
}

/**
 * Records what a message shows since it was redrawn. What it no longer shows is deleted from Slack.
 * @param message `null`: it could not be redrawn, so a file that waited for that is given up
 */
export async function settlePictures(
  db: Kysely<Schema>,
  leader: Delivery,
  message: Message | null,
  shown: PictureRow | null,
  now: Instant,
): Promise<void> {
  const rows = await rowsOf(db, leader);
  if (message === null) {
    for (const row of rows) if (row.state === 'uploaded') await giveUp(db, row, 'not_redrawn', now);
    return;
  }
  const drawing = ofMessage(message);
  for (const row of rows) {
    if (row.drawing === drawing) continue;
    // That uploads are turned off is remembered until then.
    if (row.state !== 'failed' || row.due_at <= now) await drop(db, row, now);
  }
  if (shown !== null) await change(db, shown, { state: 'shown', attempts: 0 });
  else await wantPicture(db, leader, message, now);
}

/** Slack refused the message with its picture. A new file is still being processed; for one that was shown, or after a minute, the text stands alone. */
export async function putOff(parts: Parts, leader: Delivery, row: PictureRow): Promise<void> {
  const now = parts.clock.now();
  const isOver = row.state === 'shown' || now - (row.uploaded_at ?? now) >= processing;
  if (isOver) {
    await parts.store.write((db) => giveUp(db, row, 'not_processed', now));
    notePicture(parts, leader, 'not_processed');
    return;
  }
  const wait = Math.min(1000 * 2 ** row.attempts, longestWait);
  await change(parts.store.system, row, { due_at: now + wait, attempts: row.attempts + 1 });
}

/** The message stays without this drawing. @param until for which no other upload is tried in the workspace */
export async function giveUp(
  db: Kysely<Schema>,
  row: PictureRow,
  note: string,
  now: Instant,
  until: Instant = now,
): Promise<void> {
  if (row.file_id !== null) await removeFiles(db, row.team_id, [row.file_id], now);
  await change(db, row, { state: 'failed', file_id: null, note, due_at: until });
}

/** Forgets a drawing, and deletes its file from Slack. */
export async function drop(db: Kysely<Schema>, row: PictureRow, now: Instant): Promise<void> {
  if (row.file_id !== null) await removeFiles(db, row.team_id, [row.file_id], now);
  await db
    .deleteFrom('picture')
    .where((it) => it.and(keyOf(row)))
    .execute();
}

/** @returns whether the row is still there as it was read */
export async function change(
  db: Kysely<Schema>,
  row: PictureRow,
  to: Partial<PictureTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('picture')
    .set(to)
    .where((it) => it.and({ ...keyOf(row), state: row.state, due_at: row.due_at }))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Tells the journal that a message shows its picture (`null`), or why it stays without. */
export function notePicture(parts: Parts, leader: Delivery, why: string | null): void {
  const did = why === null ? 'sent' : 'skipped';
  parts.journal({ ...aboutDelivery(leader, { did, why, at: parts.clock.now() }), of: 'picture' });
}

async function rowsOf(db: Kysely<Schema>, leader: Delivery): Promise<PictureRow[]> {
  return db
    .selectFrom('picture')
    .selectAll()
    .where('team_id', '=', leader.team_id)
    .where('delivery_id', '=', leader.id)
    .execute();
}

function keyOf(row: PictureRow) {
  return { team_id: row.team_id, delivery_id: row.delivery_id, drawing: row.drawing };
}
