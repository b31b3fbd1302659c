/**
 * First import of what the debugger evaluates in a page. Zod tries once whether it may compile its parsers; while the debugger
 * evaluates it may, afterwards the page's policy forbids it.
 */
import { config } from "zod";

config({ jitless: true });
