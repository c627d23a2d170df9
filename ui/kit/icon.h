// SPDX-License-Identifier: GPL-3.0-or-later
// The icons of the window: strokes on a grid of 20, drawn at any size in the colour of the theme.
#pragma once

#include "ui/kit/theme.h"

#include <QIcon>

class QPainter;

namespace attune::ui {

enum class Icon {
    None,
    Model,
    Data,
    Clean,
    Augment,
    Vocabulary,
    Training,
    Results,
    Runs,
    Check,
    Warning,
    Error,
    Info,
    Play,
    Pause,
    Stop,
    Plus,
    Minus,
    Down,
    Up,
    Right,
    Search,
    Folder,
    File,
    Download,
    Undo,
    Redo,
    Refresh,
    Trash,
    Copy,
    Star,
    Cpu,
    More,
    Edit,
    Shield,
    Close,
    Text,
};

// Draws the icon into `rect`.
void paintIcon(QPainter& painter, Icon icon, const QRectF& rect, const QColor& colour,
               qreal width = 1.5);

// For buttons, actions and views. It takes its colour from the application's palette when it is
// painted, so that it follows a change of colours. Disabled: the secondary text's colour.
QIcon makeIcon(Icon icon, Tone tone = Tone::Secondary);

} // namespace attune::ui
