// SPDX-License-Identifier: GPL-3.0-or-later
// A report as PDF, A4; texts stay texts, charts stay vectors.
#pragma once

#include "studio/report_document.h"

#include <QByteArray>

namespace attune::ui {

// In the GUI thread.
QByteArray toPdf(const studio::ReportDocument& document);
// How many pages a PDF has that toPdf() made; 0: it is none, or not whole.
int pdfPages(const QByteArray& pdf);

} // namespace attune::ui
