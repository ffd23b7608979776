/** Text that is UTF-8 and can be stored, or why it is not. */

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @param from the line of its first byte @returns the text without a byte order mark, or a sentence that says where it goes wrong */
export function textIn(
  bytes: Uint8Array,
  from = 1,
): { readonly text: string } | { readonly reason: string; readonly line: number } {
  try {
    const text = decoder.decode(bytes);
    const nul = text.indexOf('\0');
    if (nul === -1) return { text };
    return {
      reason: 'It holds a NUL character, so it is no text.',
      line: from + breaksIn(text.slice(0, nul)),
    };
  } catch {
    const wrong = firstWrong(bytes);
    const line = from + breaksIn(Buffer.from(bytes.subarray(0, wrong)).toString('latin1'));
    return { reason: `It is not UTF-8 (byte ${wrong + 1}). Save it as UTF-8, and import it again.`, line };
  }
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

/** The index of the first byte that belongs to no character. */
function firstWrong(bytes: Uint8Array): number {
  // The longest beginning that can still be continued: halved, since a stream accepts a character that is cut off.
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
