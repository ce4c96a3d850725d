/** Milliseconds of processor time that `work` took: other processes do not count, so a bound holds on a busy machine too. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
