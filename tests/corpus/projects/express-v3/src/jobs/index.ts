import dunning from "./dunning";
import { charge } from "./charge";
import * as reports from "./reports";

export const functions = [dunning, charge, reports.monthlyReport, reports.nightly, reports.every5, reports.welcome, reports.goodbye];
