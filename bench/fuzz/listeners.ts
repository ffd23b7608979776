/** Everything that can be sent to Lore: what listens, and modals that only show something. Those are found by walking the modules, so that none is left out. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { systemCommand } from '../../src/core/feature.ts';
import type { Modal } from '../../src/core/kit/modal.ts';
import { features } from '../../src/features.ts';
import { botEvents } from '../../src/slack/manifest/manifest.ts';
import { wholeRegistry } from '../../test/support/whole-registry.ts';

export type Listener =
  | { readonly kind: 'command'; readonly name: string; readonly words: readonly string[] }
  | { readonly kind: 'shortcut'; readonly name: string; readonly type: 'global' | 'message' }
  | {
      readonly kind: 'action';
      readonly name: string;
      readonly value: z.ZodType;
      readonly where: 'message' | 'home' | 'modal';
    }
  | {
      readonly kind: 'submission' | 'change' | 'closing';
      readonly name: string;
      readonly modal: Modal<unknown>;
    }
  | { readonly kind: 'event'; readonly name: string };

const root = join(import.meta.dirname, '..', '..', 'src');

const modal = z.object({
  callbackId: z.string(),
  metadata: z.instanceof(z.ZodType),
  fields: z.record(z.string(), z.unknown()),
});

/** The modals that modules of Lore declare and export. */
async function declaredModals() {
  const modals = new Map<string, Modal<unknown>>();
  for (const file of globSync('**/*.ts', { cwd: root })) {
    // Others may be programs, which start when they are imported.
    if (!/\bdefineModal\(/.test(readFileSync(join(root, file), 'utf8'))) continue;
    const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(module))
      if (modal.safeParse(value).success)
        modals.set((value as Modal<unknown>).callbackId, value as Modal<unknown>);
  }
  return modals;
}

/** All of them, in an order that is always the same. */
export async function everyListener(): Promise<readonly Listener[]> {
  const registry = wholeRegistry(features);
  const modals = await declaredModals();
  for (const { modal: one } of registry.views.values()) modals.set(one.callbackId, one);
  const commands = [...registry.commands.values()].map(({ name, words = [] }) => ({
    name,
    words: ['', 'help', 'hlep', ...words],
  }));
  // Each of them is also reached after `/lore`.
  const after = commands.flatMap(({ name, words }) => words.map((word) => `${name.slice(1)} ${word}`));
  return [
    ...commands.map(({ name, words }): Listener => ({
      kind: 'command',
      name,
      words: name === systemCommand ? [...words, ...after] : words,
    })),
    ...[...registry.shortcuts.values()].map(({ callbackId, type }): Listener => ({
      kind: 'shortcut',
      name: callbackId,
      type,
    })),
    ...[...registry.actions.values()].flatMap(({ action: { actionId, value } }) =>
      (['message', 'home', 'modal'] as const).map((where): Listener => ({
        kind: 'action',
        name: actionId,
        value,
        where,
      })),
    ),
    ...[...modals.values()].flatMap((one) =>
      (['submission', 'change', 'closing'] as const).map((kind): Listener => ({
        kind,
        name: one.callbackId,
        modal: one,
      })),
    ),
    ...botEvents.map((name): Listener => ({ kind: 'event', name })),
  ];
}
