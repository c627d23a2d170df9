// SPDX-License-Identifier: GPL-3.0-or-later
// A text whose words are shaded by how much they spoke for something or against it, in two hues.
// Not by colour alone: a solid line under a word speaks for it, a dashed one against, thicker where
// it says more; the number stands in the tool tip, and under the text for the chosen word. Words
// are chosen by a click or by the arrow keys.
#pragma once

#include <QTextLayout>
#include <QWidget>

#include <vector>

namespace attune::ui {

struct ShadedWord {
    int begin = 0, end = 0; // places in the QString
    double value = 0;       // over zero: for it
    bool read = true;       // false: grey, it was not looked at
    QString tip;
    bool operator==(const ShadedWord&) const = default;
};

class ShadedText : public QWidget {
    Q_OBJECT

public:
    explicit ShadedText(QWidget* parent = nullptr);

    // `words` in the order of the text. The chosen word is forgotten.
    void setText(const QString& text, std::vector<ShadedWord> words);
    const std::vector<ShadedWord>& words() const { return words_; }
    int chosen() const { return chosen_; } // -1: none
    void choose(int word);                 // without a signal
    // Where a word stands, by its first line; empty: none of it is in sight.
    QRect placeOf(int word) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void wordChosen(int word);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    qreal layOut(QTextLayout& layout, int width) const; // its height
    std::vector<QRectF> boxesOf(const ShadedWord& word) const;
    int wordAt(const QPointF& place) const;
    void choosePressed(int word);

    QString text_;
    std::vector<ShadedWord> words_;
    double most_ = 0; // the largest value, whichever its sign
    int chosen_ = -1;
    QTextLayout layout_;
};

} // namespace attune::ui
