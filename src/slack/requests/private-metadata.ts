/** What every modal carries: the feature's own metadata, and a key that lets its submission count once. */
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { limits } from '#core/kit/limits.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { tellApart } from '#core/kit/tell-apart.ts';

const envelope = z.object({ k: z.string().min(1).max(120), m: z.unknown() });

/** @param key new for each rendering that may be submitted @throws if the metadata is longer than Slack allows: it should be ids */
export function viewOf(drawing: RenderedModal, key: string): ModalView {
  const text = JSON.stringify({ k: key, m: drawing.metadata });
  if (text.length > limits.privateMetadata)
    throw new Error(`the metadata of ${drawing.callbackId} is over ${limits.privateMetadata} characters`);
  return {
    ...drawing.view,
    blocks: tellApart(drawing.view.blocks),
    callback_id: drawing.callbackId,
    private_metadata: text,
  };
}

/** @returns `null` for metadata that this version did not write */
export function readMetadata(text: string): { readonly key: string; readonly metadata: unknown } | null {
  try {
    const parsed = envelope.safeParse(JSON.parse(text));
    return parsed.success ? { key: parsed.data.k, metadata: parsed.data.m } : null;
  } catch {
    // Not JSON: forged, or a modal that another version left open. The person is asked to open it again.
    return null;
  }
}
