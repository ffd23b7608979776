/** Preloaded: the clock on the wall of this process is off by `CLOCK_OFF` ms, as on a machine whose time somebody set. */
import process from 'node:process';

const off = Number(process.env['CLOCK_OFF']);
const { Date: Real } = globalThis;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, made: new () => object) =>
    Reflect.construct(target, args.length === 0 ? [Real.now() + off] : args, made) as object,
  apply: () => new Date().toString(),
  get: (target, name) => (name === 'now' ? () => Real.now() + off : (Reflect.get(target, name) as unknown)),
});
