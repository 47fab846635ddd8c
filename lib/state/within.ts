/** Rejects when `work` has not settled after `ms`. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`No answer within ${ms} ms`));
    // In two halves: when this very process stalled, an answer that came meanwhile is read before the second one ends.
    let timer = setTimeout(() => timer = setTimeout(giveUp, ms / 2), ms / 2);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
