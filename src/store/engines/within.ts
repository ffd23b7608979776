/** Waiting with a time limit. */

/** @returns the result of `work`, or `late` if it takes longer than `ms` */
export async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | typeof late> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
    }, ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

export const late = Symbol('late');
