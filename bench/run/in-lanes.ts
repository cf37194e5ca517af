/** Does something so many times, always so many at once: the next begins when one has ended. */
export async function inLanes(
  times: number,
  { atOnce, act }: { readonly atOnce: number; readonly act: () => Promise<unknown> },
): Promise<void> {
  let left = times;
  const lane = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
