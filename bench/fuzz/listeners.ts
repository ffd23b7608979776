/** Everything that listens: what the practices declare, and what the house does. Found by walking the modules, so that nothing is left out that is added. */
import { systemCommand } from '../../src/core/feature.ts';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Action } from '../../src/core/kit/action.ts';
import type { Modal } from '../../src/core/kit/modal.ts';
import { features } from '../../src/features.ts';
import { botEvents } from '../../src/slack/manifest/manifest.ts';
import { register } from '../../src/slack/requests/registry.ts';

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

const action = z.object({ actionId: z.string(), value: z.instanceof(z.ZodType) });
const modal = z.object({
  callbackId: z.string(),
  metadata: z.instanceof(z.ZodType),
  fields: z.record(z.string(), z.unknown()),
});

/** What modules of Lore declare and export: buttons and modals, also those of the house, which are in no registry. */
async function declared() {
  const actions = new Map<string, Action<unknown>>();
  const modals = new Map<string, Modal<unknown>>();
  for (const file of globSync('**/*.ts', { cwd: root })) {
    // Others may be programs, which start when they are imported.
    if (!/\bdefine(Action|Modal)\(/.test(readFileSync(join(root, file), 'utf8'))) continue;
    const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) {
      if (action.safeParse(value).success)
        actions.set((value as Action<unknown>).actionId, value as Action<unknown>);
      if (modal.safeParse(value).success)
        modals.set((value as Modal<unknown>).callbackId, value as Modal<unknown>);
    }
  }
  return { actions, modals };
}

/** All of them, in an order that is always the same. @throws when a listener of a practice is not among what is declared */
export async function everyListener(): Promise<readonly Listener[]> {
  const registry = register(features);
  const { actions, modals } = await declared();
  for (const { action: one } of registry.actions.values()) actions.set(one.actionId, one);
  for (const { modal: one } of registry.views.values()) modals.set(one.callbackId, one);
  const commands = [...registry.commands.values()].map((command): Listener => ({
    kind: 'command',
    name: command.name,
    words: ['', 'help', ...(command.words ?? [])],
  }));
  const house = commands.flatMap((one) =>
    one.kind === 'command' ? one.words.map((word) => `${one.name.slice(1)} ${word}`) : [],
  );
  return [
    ...commands,
    { kind: 'command', name: systemCommand, words: ['', 'help', 'settings', 'hlep', ...house] },
    ...[...registry.shortcuts.values()].map(({ callbackId, type }): Listener => ({
      kind: 'shortcut',
      name: callbackId,
      type,
    })),
    ...[...actions.values()].flatMap(({ actionId, value }) =>
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
