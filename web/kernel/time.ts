/** Instants and days in Beijing time: the one spelling for server and page. */
export { addDays, beijingDay, dayInWords, deadlineTone, humanDeadline, isDay, readDay, showDay, showInstant, showWeekday, today } from '../../contract/time.ts'
