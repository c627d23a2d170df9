# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` lays down, and the Debian package that `cpack -G DEB` makes of it.
# LibTorch is no Debian package in the version that Attune needs, so its libraries travel along in a
# folder of their own.
set(attune_id io.github.attune_studio.Attune)
set(attune_private ${CMAKE_INSTALL_LIBDIR}/attune)

foreach(program attune attune-cli)
  if(TARGET ${program})
    set_target_properties(${program} PROPERTIES INSTALL_RPATH "$ORIGIN/../${attune_private}")
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
install(DIRECTORY ${LIBTORCH_INCLUDE}/../lib/ DESTINATION ${attune_private}
  FILES_MATCHING PATTERN "*.so*"
  PATTERN "libtorch_python*" EXCLUDE PATTERN "libshm*" EXCLUDE PATTERN "*_test.so" EXCLUDE
  PATTERN "libaoti_custom_ops*" EXCLUDE PATTERN "libbackend_with_compiler*" EXCLUDE)

install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/attune
  PATTERN "*.py" EXCLUDE PATTERN "__pycache__" EXCLUDE PATTERN "*.qrc" EXCLUDE)
install(FILES packaging/${attune_id}.desktop
  DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/${attune_id}.metainfo.xml
  DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES packaging/${attune_id}.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES README.md README.zh-CN.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/attune)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/attune RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME attune)
set(CPACK_PACKAGE_CONTACT "The Attune authors <attune@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Fine-tune text models on your own computer")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE zstd)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${LIBTORCH_INCLUDE}/../lib)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, qt6-wayland")
include(CPack)
