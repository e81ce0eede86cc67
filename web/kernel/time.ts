/** Instants and days in Beijing time: the one spelling for server and page. */
export { addDays, beijingDay, deadlineTone, humanDeadline, isDay, showDay, showInstant, showWeekday, today } from '../../contract/time.ts'
