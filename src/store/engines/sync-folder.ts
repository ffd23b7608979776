import { closeSync, fsyncSync, openSync } from 'node:fs';
import process from 'node:process';

/** Waits until the disk has the names in a folder, so that they survive a power cut. Windows opens no folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
