import { type DocumentRef, documentKinds, mostLinks } from '#core/document.ts';
import { type AnyId, type ChannelId, isId, type RowId, rowId } from '#core/ids.ts';
import { previewPostName } from '#core/link-preview.ts';
import { type Params as AnyParams, postId, type PostRef } from '#core/post-ref.ts';

/** `at`: the `ts` of the message in which the links stand, in microseconds; of each link which of `documentKinds` it leads to, and its id. */
type Params = Readonly<Record<'at', number>> & Readonly<Record<string, AnyId | number>>;

export const previewPost = postId<Params>(previewPostName);

/** @returns `null`: one of them has a name that a post cannot carry */
export function previewOf(
  { channel, micros }: { readonly channel: ChannelId; readonly micros: number },
  refs: readonly DocumentRef[],
): PostRef | null {
  const named: [string, AnyId | number][] = [];
  const shows: RowId[] = [];
  for (const [index, { kind, id }] of refs.entries()) {
    if (!isId(id)) return null;
    named.push([`kind${index}`, documentKinds.indexOf(kind)], [`id${index}`, id]);
    shows.push(rowId(id));
  }
  const params = { at: micros, ...Object.fromEntries(named) };
  return { ...previewPost.ref(params, { kind: 'channel', channel }), shows };
}

/** What `previewOf` wrote. */
export function refsIn(params: AnyParams): readonly DocumentRef[] {
  const refs: DocumentRef[] = [];
  for (let index = 0; index < mostLinks; index += 1) {
    const [kind, id] = [params[`kind${index}`], params[`id${index}`]];
    const known = typeof kind === 'number' ? documentKinds[kind] : undefined;
    if (known !== undefined && typeof id === 'string') refs.push({ kind: known, id });
  }
  return refs;
}
