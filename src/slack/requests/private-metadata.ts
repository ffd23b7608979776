/** What every modal of ours carries: what the feature put into it, and a key under which its submission is taken once. */
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { limits } from '#core/kit/limits.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { tellApart } from '#core/kit/tell-apart.ts';

const envelope = z.object({ k: z.string().min(1).max(120), m: z.unknown() });

/**
 * @param key new for each drawing that may be submitted
 * @throws when the metadata is longer than Slack takes: it should be ids
 */
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
    // Not JSON: forged, or a modal that another version left open. The person is told to open it again.
    return null;
  }
}
