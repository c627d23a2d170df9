// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
constexpr int bodySize = static_cast<int>(TextSize::Body);

// A face for Latin letters that is here. It has to be the name of one: in a list, Qt passes over
// "Sans Serif", the next is the face of Chinese, and that one draws “ and ” as wide as a character.
QString narrowFamily(const QString& fallback) {
    for (const char* name :
         {"Inter", "Noto Sans", "Open Sans", "Roboto", "Liberation Sans", "Arimo", "Nimbus Sans"})
        if (QFontDatabase::hasFamily(QString::fromLatin1(name)))
            return QString::fromLatin1(name);
    return fallback;
}

// Kept with the application: the families of Latin letters, those that the desktop asks for or one
// that stands in for them, and whether it does.
constexpr const char* latinProperty = "latinFamilies";
constexpr const char* standInProperty = "latinStandIn";

} // namespace

void setUpFonts(QApplication& application) {
    QFont font = application.font();
    // Desktops ask for 9 to 11 points, 12 to 15 px: that is our 13. Larger ones are meant.
    const double asked = QFontInfo(font).pixelSize();
    const double factor = asked > 15 ? std::min(asked / 13.5, 2.5) : 1.0;
    // Without a desktop's settings Qt takes fontconfig's fallback, which is too wide for dense
    // pages; a face made for screens is better where one is installed.
    const QString resolved = QFontInfo(font).family();
    const bool standIn = resolved.startsWith(QLatin1String("DejaVu")) ||
                         resolved.contains(QLatin1String("Sans Serif")) ||
                         resolved.contains(QLatin1String("CJK"));
    application.setProperty(latinProperty,
                            standIn ? QStringList{narrowFamily(resolved)} : font.families());
    application.setProperty(standInProperty, standIn);
    font.setPixelSize(static_cast<int>(std::lround(bodySize * factor)));
    font.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(font);
    useFontsOfLanguage();
}

void useFontsOfLanguage() {
    QStringList families = qApp->property(latinProperty).toStringList();
    if (families.isEmpty())
        return; // not set up
    const QString chineseFamily = QStringLiteral("Noto Sans CJK SC");
    if (QFontDatabase::hasFamily(chineseFamily)) {
        // A face that only stands in gives way to the letters of the Chinese one: both then fit
        // each other, and the quotes are those of Chinese.
        if (qApp->property(standInProperty).toBool() && QLocale().language() == QLocale::Chinese)
            families.prepend(chineseFamily);
        else
            families << chineseFamily;
    }
    QFont font = QApplication::font();
    if (font.families() == families)
        return;
    font.setFamilies(families);
    QApplication::setFont(font);
}

QFont textFont(TextSize size, QFont::Weight weight) {
    QFont font = QApplication::font();
    int pixels = static_cast<int>(size);
    if (QLocale().language() == QLocale::Chinese)
        pixels = std::max(pixels, 12);
    font.setPixelSize(scaled(pixels));
    font.setWeight(weight);
    return font;
}

int scaled(int length) {
    const int body = QApplication::font().pixelSize();
    return body <= 0 ? length
                     : static_cast<int>(std::lround(length * static_cast<double>(body) / bodySize));
}

} // namespace attune::ui
