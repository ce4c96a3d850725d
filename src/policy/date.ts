/** True for a day that exists, written `YYYY-MM-DD` (RFC 3339 full-date). */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

/** True if `until` is no longer reached on `today`; the day itself still counts. Both are `YYYY-MM-DD`. */
export function isPast(until: string, today: string): boolean {
  return until < today;
}
